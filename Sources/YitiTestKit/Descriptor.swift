internal import Glibc

/// A file descriptor that is read with a deadline and closed exactly once.
final class Descriptor {
    private(set) var number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit { close() }

    func close() {
        guard number >= 0 else { return }
        _ = Glibc.close(number)
        number = -1
    }

    /// Waits until there is something to read (or the end); false when the deadline passed.
    func waitToRead(_ deadline: Deadline) -> Bool { wait(Int16(POLLIN), deadline) }

    /// Waits until something can be written; false when the deadline passed.
    func waitToWrite(_ deadline: Deadline) -> Bool { wait(Int16(POLLOUT), deadline) }

    private func wait(_ events: Int16, _ deadline: Deadline) -> Bool {
        while true {
            var entry = pollfd(fd: number, events: events, revents: 0)
            let left = deadline.remainingMilliseconds
            let count = poll(&entry, 1, left)
            if count > 0 { return true }
            if count == 0 && left == 0 { return false }
            if count < 0 && errno != EINTR { return true }
        }
    }

    /// What there is to read, waiting for it; empty at the end. Throws when the deadline passes.
    func read(_ deadline: Deadline, atMost: Int = 65_536) throws -> [UInt8] {
        guard waitToRead(deadline) else { throw KitFailure("nothing came in time") }
        var buffer = [UInt8](repeating: 0, count: atMost)
        let count = buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
        // A reset is an end, too: what came before it has been read.
        return count > 0 ? Array(buffer[..<count]) : []
    }
}

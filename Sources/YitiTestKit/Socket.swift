internal import Glibc

/// A blocking TCP connection to a server on this machine, with a deadline on everything.
package final class Socket {
    private let descriptor: Descriptor

    /// Connects to a port, on 127.0.0.1 unless another IPv4 address is given. `receiveBuffer` makes a client whose kernel holds few bytes for it, to be a slow reader.
    package init(port: Int, host: String = "127.0.0.1", receiveBuffer: Int? = nil) throws {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw KitFailure("no socket: errno \(errno)") }
        descriptor = Descriptor(number)
        if let receiveBuffer { Self.set(number, SOL_SOCKET, SO_RCVBUF, Int32(receiveBuffer)) }
        Self.set(number, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw KitFailure("no address: \(host)") }
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0 else { throw KitFailure("no connection to port \(port): errno \(errno)") }
    }

    /// For what goes round it.
    var descriptorNumber: Int32 { descriptor.number }

    private static func set(_ number: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(number, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Sends every byte. Throws when the peer has closed or takes nothing more in time.
    package func send(_ bytes: [UInt8], seconds: Double = Deadline.usualSeconds) throws {
        let sent = try sendWhileTaken(bytes, seconds: seconds)
        guard sent == bytes.count else { throw KitFailure("only \(sent) of \(bytes.count) bytes were taken") }
    }

    /// Sends until the peer has closed or takes nothing more for so long; how many bytes it took.
    @discardableResult
    package func sendWhileTaken(_ bytes: [UInt8], seconds: Double) throws -> Int {
        var offset = 0
        while offset < bytes.count {
            guard descriptor.waitToWrite(Deadline(seconds: seconds)) else { return offset }
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor.number, buffer.baseAddress.map { $0 + offset }, buffer.count - offset,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 { offset += count } else if errno != EAGAIN && errno != EINTR { return offset }
        }
        return offset
    }

    /// Sends text.
    package func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// What has come, waiting for it; empty when the peer has closed.
    package func receive(seconds: Double = Deadline.usualSeconds) throws -> [UInt8] {
        try descriptor.read(Deadline(seconds: seconds))
    }

    /// Everything until the peer closes.
    package func receiveAll(seconds: Double = Deadline.usualSeconds) throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let some = try receive(seconds: seconds)
            if some.isEmpty { return all }
            all += some
        }
    }

    /// Everything until these bytes have come; throws when the peer closes before.
    package func receive(until wanted: [UInt8]) throws -> [UInt8] {
        var all: [UInt8] = []
        while all.firstRange(of: wanted) == nil {
            let some = try receive()
            if some.isEmpty {
                throw KitFailure("closed after \(String(decoding: all, as: UTF8.self).debugDescription)")
            }
            all += some
        }
        return all
    }

    /// Half-close: nothing more is sent, everything can still be received.
    package func finishSending() { _ = shutdown(descriptor.number, Int32(SHUT_WR)) }

    /// Breaks the connection: the peer sees a reset, where ``close()`` looks like a half-close at first.
    package func reset() {
        var abrupt = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(descriptor.number, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Closes both ways.
    package func close() { descriptor.close() }
}

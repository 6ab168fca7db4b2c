import Glibc

/// A TCP connection that never blocks, with what is still to be written and what has been read of the next line.
final class LineSocket {
    let descriptor: Int32
    private(set) var isOpen = true
    private var output: [UInt8] = []
    private var input: [UInt8] = []
    private var buffer: [UInt8]

    /// Connects, blocking, and blocks no more afterwards.
    init(to endpoint: BenchEndpoint, bufferBytes: Int = 1 << 18) throws {
        buffer = [UInt8](repeating: 0, count: bufferBytes)
        descriptor = try Self.connect(to: endpoint)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { Glibc.close(descriptor) }

    private static func connect(to endpoint: BenchEndpoint) throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(endpoint.host, String(endpoint.port), &hints, &found)
        defer { if let found { freeaddrinfo(found) } }
        guard code == 0, let address = found?.pointee else {
            throw BenchFailure("\(endpoint.host): \(String(cString: gai_strerror(code)))")
        }
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0, Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { Glibc.close(descriptor) }
            throw BenchFailure("can't connect to \(endpoint.host):\(endpoint.port): \(reason)")
        }
        return descriptor
    }

    var hasOutput: Bool { !output.isEmpty }

    /// Puts octets behind what is still to be written.
    func add(_ bytes: some Sequence<UInt8>) { output.append(contentsOf: bytes) }

    /// Puts text behind what is still to be written.
    func add(_ text: String) { output.append(contentsOf: text.utf8) }

    /// Writes what the system takes now.
    func flush() {
        while !output.isEmpty, isOpen {
            let count = send(descriptor, output, output.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else {
                if errno != EAGAIN && errno != EINTR { isOpen = false }
                return
            }
            if count == output.count { output.removeAll(keepingCapacity: true) } else { output.removeFirst(count) }
        }
    }

    /// Reads once and hands out whole lines without their end. Notes the end of the connection in ``isOpen``.
    func read(_ line: (ArraySlice<UInt8>) -> Void) {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            if count == 0 || (errno != EAGAIN && errno != EINTR) { isOpen = false }
            return
        }
        var start = 0
        while let end = Self.lineEnd(in: buffer, from: start, to: count) {
            if input.isEmpty {
                line(buffer[start..<end])
            } else {
                input.append(contentsOf: buffer[start..<end])
                line(input[...])
                input.removeAll(keepingCapacity: true)
            }
            start = end + 1
        }
        input.append(contentsOf: buffer[start..<count])
    }

    private static func lineEnd(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        guard start < end else { return nil }
        return bytes.withUnsafeBytes { raw -> Int? in
            guard let base = raw.baseAddress, let found = memchr(base + start, 10, end - start) else { return nil }
            return base.distance(to: UnsafeRawPointer(found))
        }
    }
}

/// Waits until something can be read, or written, on any of a few descriptors.
final class Poller {
    private var watched: [pollfd] = []

    /// Watches one descriptor more, under the number it is the how manieth, from 0.
    func watch(_ descriptor: Int32) { watched.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }

    /// Watches for room to write too, or no more.
    func change(_ number: Int, writes: Bool) { watched[number].events = Int16(POLLIN | (writes ? POLLOUT : 0)) }

    /// The numbers of those that are ready, after at most so many nanoseconds.
    func wait(nanoseconds: UInt64) -> [Int] {
        // Below a millisecond it asks without waiting, which keeps the times of sending exact.
        let count = poll(&watched, nfds_t(watched.count), Int32(clamping: nanoseconds / 1_000_000))
        return count > 0 ? watched.indices.filter { watched[$0].revents != 0 } : []
    }
}

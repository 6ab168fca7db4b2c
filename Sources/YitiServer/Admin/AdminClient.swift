import Foundation

/// The other end of ``AdminListener``, for the command line: blocking, one request.
package enum AdminClient {
    /// The reply of the server that listens at `path`; nil when none does. Throws ``AdminRefusal`` when it breaks off, or says nothing for
    /// so many seconds: by default as long as what is asked may take.
    package static func ask(
        _ request: AdminRequest, at path: String, patience seconds: Int? = nil
    ) throws -> AdminReply? {
        guard let descriptor = try connect(to: path) else { return nil }
        defer { close(descriptor) }
        let seconds = seconds ?? request.operation.replySeconds
        limitSilence(of: descriptor, seconds)
        var line = try JSONEncoder().encode(request)
        line.append(0x0A)
        try send([UInt8](line), to: descriptor)
        return try JSONDecoder().decode(AdminReply.self, from: Data(try readLine(from: descriptor, patience: seconds)))
    }

    /// Whether a server listens at `path`.
    static func isAnswered(_ path: String) -> Bool {
        guard let descriptor = try? connect(to: path) else { return false }
        close(descriptor)
        return true
    }

    private static func connect(to path: String) throws -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard name.count <= room else {
            throw AdminRefusal("\(path) is too long for a socket's name, which has at most \(room) bytes")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure("can't make a socket") }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, length) }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            if code == ENOENT || code == ECONNREFUSED || code == ENOTDIR { return nil }
            throw AdminRefusal("can't reach the server at \(path): \(String(cString: strerror(code)))")
        }
        return descriptor
    }

    private static func limitSilence(of descriptor: Int32, _ seconds: Int) {
        var timeout = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("the server broke off") }
            sent += count
        }
    }

    private static func readLine(from descriptor: Int32, patience seconds: Int) throws -> [UInt8] {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                throw AdminRefusal("the server has not answered within \(seconds) s; its log says what it is doing")
            }
            guard count > 0 else { throw AdminRefusal("the server broke off before it answered") }
            if let end = buffer[..<count].firstIndex(of: 0x0A) { return line + buffer[..<end] }
            line += buffer[..<count]
        }
    }

    private static func failure(_ what: String) -> AdminRefusal {
        AdminRefusal("\(what): \(String(cString: strerror(errno)))")
    }
}

extension AdminOperation {
    /// How long its reply may take. A copy of a large database, and whatever looks at everybody, may take very long; the rest is short, and
    /// whoever watches the service has to learn soon that it does not answer.
    fileprivate var replySeconds: Int {
        switch self {
        case .backup, .userVerify, .userExport, .userForget, .fit, .fitApply: 3_600
        default: 30
        }
    }
}

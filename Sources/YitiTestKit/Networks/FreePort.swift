internal import Glibc

/// A port of 127.0.0.1 that nobody listens on.
package enum FreePort {
    /// One that was free a moment ago; for programs that can't say which one they took.
    package static func any() throws -> Int {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, length) == 0 ? getsockname(number, $0, &length) : -1
            }
        }
        guard outcome == 0 else { throw KitFailure("no free port: errno \(errno)") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}

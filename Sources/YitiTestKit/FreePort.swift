internal import Glibc

/// A port that nobody listens on just now.
package enum FreePort {
    /// Finds several, each another.
    package static func find(_ count: Int) throws -> [Int] {
        var found: Set<Int> = []
        while found.count < count { found.insert(try find()) }
        return Array(found)
    }

    /// Finds one. Somebody else may take it before it is used.
    package static func find() throws -> Int {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw KitFailure("no socket: errno \(errno)") }
        defer { close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(number, address, length) == 0 && getsockname(number, address, &length) == 0
            }
        }
        guard outcome else { throw KitFailure("no free port: errno \(errno)") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

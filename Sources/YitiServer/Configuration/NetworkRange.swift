import Foundation

/// An IP address, or the addresses that begin with the same bits (`10.0.0.0/8`, `fd00::/8`).
package struct NetworkRange: Hashable, Sendable, CustomStringConvertible {
    private let octets: [UInt8]
    private let bits: Int
    /// As it was written.
    package let description: String

    /// Reads an address, or an address with a number of bits after a slash; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let octets = Self.octets(of: String(parts[0])) else { return nil }
        var bits = octets.count * 8
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...bits).contains(given), parts[1].allSatisfy(\.isNumber) else {
                return nil
            }
            bits = given
        }
        self.octets = octets
        self.bits = bits
        description = text
    }

    /// Whether an address is in it; an IPv4 address also in its IPv6 form (`::ffff:10.0.0.1`).
    package func contains(_ address: String) -> Bool {
        guard var other = Self.octets(of: address) else { return false }
        if octets.count == 4, other.count == 16, other.prefix(12) == Self.mappedPrefix[...] { other.removeFirst(12) }
        guard other.count == octets.count else { return false }
        return zip(octets, other).enumerated().allSatisfy { index, pair in
            let counted = min(8, max(0, bits - index * 8))
            return (pair.0 ^ pair.1) >> UInt8(8 - counted) == 0
        }
    }

    /// Whether an address, or `localhost`, is this machine's own, which no other reaches.
    static func isLoopback(_ address: String) -> Bool {
        address == "localhost" || loopback.contains { $0.contains(address) }
    }

    private static let loopback = ["127.0.0.0/8", "::1"].compactMap { NetworkRange($0) }

    /// How an IPv4 address begins in its IPv6 form.
    static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// The octets of an address; four for an IPv4 address in its IPv6 form, too.
    static func plainOctets(of text: String) -> [UInt8]? {
        guard let octets = octets(of: text) else { return nil }
        return octets.count == 16 && octets.starts(with: mappedPrefix) ? Array(octets.suffix(4)) : octets
    }

    /// The four or sixteen octets of an address; nil for what is none.
    static func octets(of text: String) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &octets) == 1 { return Array(octets.prefix(4)) }
        return inet_pton(AF_INET6, text, &octets) == 1 ? octets : nil
    }
}

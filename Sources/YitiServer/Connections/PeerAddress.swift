/// Where a connection comes from: the address without the port.
package struct PeerAddress: Sendable, CustomStringConvertible {
    /// The address as text: `192.0.2.7`, `2001:db8::1`, or a path for a Unix socket.
    package let text: String
    /// Whether it is this machine; loopback has no limits of number.
    package let isLoopback: Bool
    /// What counts and throttles go by: an IPv4 address, or the /64 that an IPv6 address is in, since whoever has one address
    /// of it has them all.
    package let network: String

    /// An address from its text.
    package init(text: String, isLoopback: Bool) {
        self.text = text
        self.isLoopback = isLoopback
        network = Self.network(of: text)
    }

    private static func network(of text: String) -> String {
        guard let octets = NetworkRange.octets(of: text), octets.count == 16 else { return text }
        if octets.starts(with: NetworkRange.mappedPrefix) {
            return octets.suffix(4).map { String($0) }.joined(separator: ".")
        }
        let groups = stride(from: 0, to: 8, by: 2).map { String(Int(octets[$0]) << 8 | Int(octets[$0 + 1]), radix: 16) }
        return groups.joined(separator: ":") + "::/64"
    }

    package var description: String { text }
}

/// Tells connections apart for as long as the process runs.
package struct ConnectionID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Counts from 1 in the order of arrival.
    package let number: UInt64

    /// The id of that number.
    package init(number: UInt64) { self.number = number }

    package static func < (left: ConnectionID, right: ConnectionID) -> Bool { left.number < right.number }

    package var description: String { "c\(number)" }
}

/// Where a connection comes from: the address without the port. Counts and throttles go by it.
package struct PeerAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as text: `192.0.2.7`, `2001:db8::1`, or a path for a Unix socket.
    package let text: String
    /// Whether it is this machine; loopback has no limits of number.
    package let isLoopback: Bool

    /// An address from its text.
    package init(text: String, isLoopback: Bool) {
        self.text = text
        self.isLoopback = isLoopback
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

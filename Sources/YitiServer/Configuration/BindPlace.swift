/// An address and a port to listen on: `127.0.0.1:9180`, `[::1]:9180`.
package struct BindPlace: Hashable, Sendable, CustomStringConvertible {
    package let address: String
    package let port: Int

    /// Reads both; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var address = String(text[..<colon])
        if address.hasPrefix("["), address.hasSuffix("]") { address = String(address.dropFirst().dropLast()) }
        guard address == "localhost" || NetworkRange.octets(of: address) != nil else { return nil }
        self.address = address
        self.port = port
    }

    package init(address: String, port: Int) {
        self.address = address
        self.port = port
    }

    /// Whether only this machine reaches it.
    package var isLoopback: Bool { NetworkRange.isLoopback(address) }

    /// The same place as whoever is on this machine reaches it: all addresses of a machine are none to ask for.
    var fromHere: BindPlace {
        let local = ["0.0.0.0": "127.0.0.1", "::": "::1"]
        return BindPlace(address: local[address] ?? address, port: port)
    }

    package var description: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
}

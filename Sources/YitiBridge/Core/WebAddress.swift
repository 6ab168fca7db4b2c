/// The address of an API, perhaps under a path: `https://host`, `http://[::1]:8008/base/`, `wss://host/socket?version=1`.
public struct WebAddress: Hashable, Sendable {
    /// Where to connect.
    public var endpoint: Endpoint
    /// The path as it is written; `/` for none.
    public var path: String
    /// What follows `?`; empty for none.
    public var query: String

    /// Reads an address whose scheme is one of `schemes`; nil for anything else.
    public init?(_ text: String, schemes: Set<String>) {
        guard let separator = text.firstRange(of: "://"), let endpoint = Endpoint(text),
            schemes.contains(text[..<separator.lowerBound].lowercased())
        else { return nil }
        let rest = text[separator.upperBound...].prefix { $0 != "#" }.drop { $0 != "/" && $0 != "?" }
        let path = rest.prefix { $0 != "?" }
        query = String(rest.dropFirst(path.count).dropFirst())
        self.endpoint = endpoint
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// What the path of every request to an API begins with: the path without slashes at its end.
    var base: String {
        var base = path
        while base.last == "/" { base.removeLast() }
        return base
    }

    /// What an HTTP API is reached by.
    static let http: Set<String> = ["http", "https"]
    /// What a WebSocket is reached by.
    static let webSocket: Set<String> = ["ws", "wss"]
}

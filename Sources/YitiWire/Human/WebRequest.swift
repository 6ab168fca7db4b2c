/// Browsers and crawlers knock on every port; they are told that this is no web server.
package enum WebRequest {
    /// Whether a first line is the request line of HTTP: `GET / HTTP/1.1`.
    package static func isOne(_ line: String) -> Bool {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/"), !words[1].isEmpty else { return false }
        return (3...16).contains(words[0].utf8.count) && words[0].utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }
}

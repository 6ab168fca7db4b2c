/// What the server calls itself in its greeting and in `welcome`.
package enum ServerName {
    /// The program's version.
    package static let version = "1.0.0"
    /// Name and version.
    package static let text = "Yiti \(version)"
}

package import YitiCore

/// Writes a person's lines: the mark at the start, the filter, CR LF at the end, and colours if they are on. The mark stays the first
/// character of its line either way, so scripts can rely on `^[+!] `.
package struct HumanWriter: Sendable {
    /// What is to be sent.
    package private(set) var bytes: [UInt8] = []
    private let color: Bool

    /// A writer; `color` puts ANSI colours behind the marks.
    package init(color: Bool = false) { self.color = color }

    /// A line of a reply that is not its last.
    package mutating func detail(_ text: String) { line("- ", text, nil) }

    /// The last line of a reply: it was done.
    package mutating func done(_ text: String) { line("+ ", text, "32") }

    /// The last line of a reply: it was refused.
    package mutating func refused(_ code: RefusalCode, _ text: String) { line("! ", "\(code.rawValue): \(text)", "31") }

    /// A line of a push, or of the server's own.
    package mutating func notice(_ text: String) { line("* ", text, "36") }

    private mutating func line(_ mark: String, _ text: String, _ code: String?) {
        bytes += mark.utf8
        let filtered = TerminalText.filtered(text)
        if color, let code {
            bytes += "\u{1B}[\(code)m\(filtered)\u{1B}[0m".utf8
        } else {
            bytes += filtered.utf8
        }
        bytes += [0x0D, 0x0A]
    }
}

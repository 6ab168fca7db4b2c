import YitiCore

/// Anki's own marks inside a field: clozes (`{{c1::answer::hint}}`, one inside the other too) and sounds (`[sound:a.mp3]`).
struct AnkiMarks {
    /// How many sounds were left out.
    private(set) var sounds = 0
    /// The field, and on it the clozes that are open, the innermost last.
    private var layers = [Layer(mark: "")]

    private struct Layer {
        /// What it began with.
        let mark: Substring
        var revealed = ""
        var asked = ""
        var hint: String?
    }

    init(_ field: String) {
        var rest = field[...]
        while let next = rest.firstIndex(where: { "{}[:".contains($0) }) {
            append(rest[..<next])
            rest = rest[next...]
            rest = rest.dropFirst(take(rest))
        }
        append(rest)
        restore()
    }

    /// The field with the hidden words in place.
    var revealed: String { layers.first?.revealed ?? "" }

    /// The field as it is asked: `[…]`, or the hint, for each outermost cloze.
    var asked: String { layers.first?.asked ?? "" }

    /// Takes a mark at the start of `rest`; returns how many characters it has.
    private mutating func take(_ rest: Substring) -> Int {
        if let mark = Self.opening(rest) {
            layers.append(Layer(mark: mark))
            return mark.count
        }
        if layers.count > 1 {
            if rest.hasPrefix("}}") {
                close()
                return 2
            }
            if rest.hasPrefix("::"), layers[layers.count - 1].hint == nil {
                layers[layers.count - 1].hint = ""
                return 2
            }
        }
        if rest.hasPrefix("[sound:"), let end = rest.prefix(1_000).firstIndex(of: "]") {
            sounds += 1
            return rest[...end].count
        }
        append(rest.prefix(1))
        return 1
    }

    /// `{{c12::`.
    private static func opening(_ rest: Substring) -> Substring? {
        guard rest.hasPrefix("{{c") else { return nil }
        let digits = rest.dropFirst(3).prefix { ($0.isASCII && $0.isNumber) || $0 == "," }
        guard !digits.isEmpty, rest[digits.endIndex...].hasPrefix("::") else { return nil }
        return rest[..<rest.index(digits.endIndex, offsetBy: 2)]
    }

    private mutating func append(_ text: some StringProtocol, asked: String? = nil) {
        let top = layers.count - 1
        if layers[top].hint != nil {
            layers[top].hint?.append(contentsOf: text)
        } else {
            layers[top].revealed += text
            layers[top].asked += asked ?? String(text)
        }
    }

    private mutating func close() {
        let cloze = layers.removeLast()
        let hint = cloze.hint ?? ""
        append(cloze.revealed, asked: "[\(hint.isEmpty ? "…" : hint)]")
    }

    /// Clozes that are never closed are text.
    private mutating func restore() {
        let open = layers.dropFirst()
        layers.removeLast(open.count)
        for cloze in open {
            append(cloze.mark)
            append(cloze.revealed, asked: cloze.asked)
            append(cloze.hint.map { "::" + $0 } ?? "")
        }
    }
}

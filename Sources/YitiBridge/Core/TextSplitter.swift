/// Cuts a text into pieces of at most a length: behind a paragraph, else a line, a sentence, a space, else between graphemes.
///
/// The pieces put together are the text. No grapheme is cut, unless it is longer than a whole piece by itself.
public struct TextSplitter: Sendable {
    /// The most of ``unit`` in a piece; at least 4.
    public let limit: Int
    static let minLimit = 4
    /// What ``limit`` counts.
    public let unit: TextUnit

    /// A splitter for a network's limit.
    public init(limit: Int, unit: TextUnit) {
        self.limit = max(Self.minLimit, limit)
        self.unit = unit
    }

    /// Where a text may be cut; the best first.
    private enum Seam: Int, CaseIterable {
        case paragraph
        case line
        case sentence
        case space
    }

    /// The pieces, in order; none for an empty text.
    public func pieces(of text: String) -> [String] {
        if unit.length(of: text) <= limit { return text.isEmpty ? [] : [text] }
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            let end = end(of: rest)
            if end > rest.startIndex {
                pieces.append(String(rest[..<end]))
                rest = rest[end...]
            } else {
                pieces += scalars(of: rest.removeFirst())
            }
        }
        return pieces
    }

    /// Where the first piece ends; the start when not even one grapheme fits.
    func end(of text: Substring) -> Substring.Index {
        var seams = [Substring.Index?](repeating: nil, count: Seam.allCases.count)
        var length = 0
        var index = text.startIndex
        var previous: Character?
        while index < text.endIndex {
            let character = text[index]
            length += unit.length(of: String(character))
            guard length <= limit else { return best(seams, in: text) ?? index }
            index = text.index(after: index)
            if let seam = Self.seam(behind: character, previous) { seams[seam.rawValue] = index }
            previous = character
        }
        return text.endIndex
    }

    /// The best seam that leaves a piece at least half full; a small piece is worse than a cut line.
    private func best(_ seams: [Substring.Index?], in text: Substring) -> Substring.Index? {
        let usable = seams.compactMap { $0 }
        return usable.first { unit.length(of: text[..<$0]) * 2 >= limit } ?? usable.max()
    }

    private static func seam(behind character: Character, _ previous: Character?) -> Seam? {
        if character.isNewline { return previous?.isNewline ?? false ? .paragraph : .line }
        if "。！？；".contains(character) { return .sentence }
        guard character.isWhitespace else { return nil }
        return previous.map { ".!?;".contains($0) } ?? false ? .sentence : .space
    }

    /// A grapheme that is longer than a whole piece.
    private func scalars(of character: Character) -> [String] {
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var length = 0
        for scalar in character.unicodeScalars {
            if length + unit.length(of: scalar) > limit {
                pieces.append(String(piece))
                piece = String.UnicodeScalarView()
                length = 0
            }
            piece.append(scalar)
            length += unit.length(of: scalar)
        }
        return pieces + [String(piece)]
    }
}

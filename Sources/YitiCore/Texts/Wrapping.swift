/// Breaks one line of text into lines of at most so many columns.
///
/// A line breaks at a space, which is dropped, or beside a wide character; never before closing punctuation and never after an
/// opening one (a small part of Unicode Standard Annex 14). A word wider than a line is cut where the line ends.
struct Wrapping {
    private static let noBreakBefore = Set("，。、；：？！）」』】》〉”’…·％—,.;:!?)]}%")
    private static let noBreakAfter = Set("（「『【《〈“‘([{")

    private let columns: Int
    private let indent: String
    private var lines: [String] = []
    private var line = ""
    private var width = 0
    /// Whether spaces had no room: the next word stands on a line of its own.
    private var isFull = false

    init(columns: Int, indent: String) {
        self.columns = max(columns, 1)
        self.indent = indent.displayWidth < columns ? indent : ""
    }

    /// The lines that `text` makes; one empty line for an empty text.
    static func lines(of text: some StringProtocol, columns: Int, indent: String) -> [String] {
        var wrapping = Wrapping(columns: columns, indent: indent)
        for piece in pieces(of: text) { wrapping.add(piece) }
        wrapping.lines.append(wrapping.line)
        return wrapping.lines
    }

    /// What must stay together: a run of spaces, or characters with no place to break between them.
    private static func pieces(of text: some StringProtocol) -> [String] {
        var pieces: [String] = []
        var last: Character?
        for character in text {
            if let last, !breaks(between: last, and: character), let end = pieces.indices.last {
                pieces[end].append(character)
            } else {
                pieces.append(String(character))
            }
            last = character
        }
        return pieces
    }

    private static func breaks(between left: Character, and right: Character) -> Bool {
        if left == " " || right == " " { return left != right }
        if noBreakBefore.contains(right) || noBreakAfter.contains(left) { return false }
        return DisplayWidth.columns(of: left) == 2 || DisplayWidth.columns(of: right) == 2
    }

    private mutating func add(_ piece: String) {
        let pieceWidth = piece.displayWidth
        if !isFull, width + pieceWidth <= columns {
            append(piece, width: pieceWidth)
        } else if piece.first == " " {
            isFull = true
        } else {
            startLine()
            addWord(piece)
        }
    }

    private mutating func addWord(_ word: String) {
        for character in word {
            let characterWidth = DisplayWidth.columns(of: character)
            if width + characterWidth > columns { startLine() }
            append(String(character), width: characterWidth)
        }
    }

    private mutating func append(_ piece: String, width pieceWidth: Int) {
        line += piece
        width += pieceWidth
    }

    /// Ends the line; one that holds nothing but its indentation gives that up instead.
    private mutating func startLine() {
        let end = line.lastIndex { $0 != " " }
        if let end { lines.append(String(line[...end])) }
        line = end == nil ? "" : indent
        width = line.displayWidth
        isFull = false
    }
}

extension StringProtocol {
    /// One line of text as lines of at most `columns`, each but the first begun with `indent`; no line break may stand in it.
    package func wrapped(toColumns columns: Int = 80, indent: String = "") -> [String] {
        Wrapping.lines(of: self, columns: columns, indent: indent)
    }
}

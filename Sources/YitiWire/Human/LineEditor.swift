/// Makes lines of a person's bytes: a line ends with CR LF, CR NUL, LF or a bare CR; BS and DEL remove one character; Ctrl-C drops
/// what has been typed; a terminal's escape sequences and other controls but the tab are dropped. A line over the cap is skipped to its end.
struct LineEditor: Sendable {
    /// What a byte comes to.
    enum Output: Hashable, Sendable {
        case nothing
        /// A line without its end, valid UTF-8.
        case line(String)
        /// A line that can't be taken: `line_too_long` or `bad_utf8`.
        case refused(HumanInput.LineFault)
        /// Ctrl-C.
        case interrupt
    }

    private let lineBytes: Int
    private var line: [UInt8] = []
    private var isSkipping = false
    private var isAfterReturn = false
    private var escape = EscapeSequence.none

    /// An editor for lines of at most `lineBytes`.
    init(lineBytes: Int) { self.lineBytes = lineBytes }

    /// Whether a line has begun and not ended.
    var isInsideLine: Bool { isSkipping || !line.isEmpty }

    /// The next byte.
    mutating func take(_ byte: UInt8) -> Output {
        let endsReturn = isAfterReturn && (byte == 0x0A || byte == 0x00)
        isAfterReturn = byte == 0x0D
        if endsReturn || escape.take(byte) { return .nothing }
        switch byte {
        case 0x0A, 0x0D: return finishLine()
        case 0x08, 0x7F: removeCharacter()
        case 0x03: return interrupt()
        case 0x00...0x1F where byte != 0x09: break
        default: append(byte)
        }
        return .nothing
    }

    /// The unterminated last line when the input has ended.
    mutating func finish() -> Output { isInsideLine ? finishLine() : .nothing }

    /// Drops what has been typed of a line.
    mutating func interrupt() -> Output {
        line = []
        isSkipping = false
        escape = .none
        return .interrupt
    }

    private mutating func append(_ byte: UInt8) {
        guard !isSkipping else { return }
        guard line.count < lineBytes else {
            isSkipping = true
            line = []
            return
        }
        line.append(byte)
    }

    private mutating func finishLine() -> Output {
        defer {
            line = []
            isSkipping = false
        }
        guard !isSkipping else { return .refused(.tooLong) }
        guard let text = String(validating: line, as: UTF8.self) else { return .refused(.notUTF8) }
        return .line(text.withoutC1Controls)
    }

    /// Removes the last grapheme.
    private mutating func removeCharacter() { line.removeLast(lastCharacterBytes) }

    /// The bytes of the last grapheme. Only the end of the line is looked at, so that a stream of deletions costs little.
    private var lastCharacterBytes: Int {
        guard let last = line.last else { return 0 }
        guard last >= 0x80 else { return 1 }
        var tail = line.suffix(128)
        while let first = tail.first, first & 0xC0 == 0x80 { tail = tail.dropFirst() }
        return String(validating: tail, as: UTF8.self)?.last?.utf8.count ?? 1
    }
}

extension String {
    /// Without U+0080 to U+009F, which are controls too; those below have been dropped octet by octet.
    fileprivate var withoutC1Controls: String {
        let isPlain = { (scalar: Unicode.Scalar) in scalar == "\t" || CharacterClass(scalar) != .control }
        return unicodeScalars.allSatisfy(isPlain)
            ? self : String(String.UnicodeScalarView(unicodeScalars.filter(isPlain)))
    }
}

/// Words that leave out of a choice what stands behind or before them.
extension ArgumentScanner {
    /// `except`, with what is left out behind it.
    mutating func takeExcept() -> Bool { takeAfterSpaces(ExclusionWords.before) != nil }

    /// `除外`, with what is left out before it.
    mutating func takeExcepted() -> Bool { takeAfterSpaces(ExclusionWords.behind) != nil }

    /// A word that stands before or behind what it leaves out (`不要周日`, `周日不要`).
    mutating func takeUnwanted() -> Bool { takeAfterSpaces(ExclusionWords.either) != nil }

    /// A sign directly before a word that leaves it out: `-loss`, `!loss`, `~loss`. A dash with a space behind it parts.
    mutating func takeMinus() -> Bool {
        attempt { scanner in
            if scanner.previous == "!" { return scanner.standsAtWordStart(-1) ? true : nil }
            guard scanner.next() == "-" || scanner.next() == "!", scanner.next(1)?.isLetter ?? false,
                scanner.standsAtWordStart(0)
            else { return nil }
            scanner.advance()
            return true
        } ?? false
    }

    /// Whether anything is left out, in any of these ways. `passName` passes over a name that may hold such a word.
    func leavesOut(passName: (inout ArgumentScanner) -> Bool) -> Bool {
        var ahead = self
        while !ahead.isAtEnd {
            if ahead.takeMinus() || ahead.takeExcept() || ahead.takeExcepted() || ahead.takeUnwanted() { return true }
            let isLetter = ahead.next()?.isLetter ?? false
            if !(isLetter && passName(&ahead)) { ahead.advance() }
        }
        return false
    }

    private func standsAtWordStart(_ place: Int) -> Bool { next(place - 1).map { $0.isSeparator || $0 == "(" } ?? true }
}

/// The words themselves.
private enum ExclusionWords {
    static let before = Lexicon([
        (
            "except|except for|except on|but not|but not on|not|not on|no|but|excluding|exclude|apart from|aside from|other than|without|"
                + "minus|save for|leaving out|skip|skipping|never|never on|除了|除去|除|不含|不包括|不包含|排除|去掉|减去|避开",
            true
        )
    ])
    static let behind = Lexicon([
        (
            "excluded|excepted|off|除外|以外|之外|外|不算|不算在内|不推|不推送|不发|不学|不用|不用推|不用发|不在内|休息|不包括在内",
            true
        )
    ])
    static let either = Lexicon([("不要|不要推|不要推送|跳过|别推|别发", true)])
}

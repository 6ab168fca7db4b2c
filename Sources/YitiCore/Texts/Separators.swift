extension Character {
    /// Whether people part topics, days, words of a search and the like with it: white space of any kind, commas, semicolons, slashes, bars,
    /// dots in the middle of a line.
    package var isSeparator: Bool { isWhitespace || Self.separators.contains(self) }

    private static let separators: Set<Character> = [
        ",", "，", "、", "､", "﹑", ";", "；", "/", "／", "|", "｜", "·", "・", "•", "‧",
    ]
}

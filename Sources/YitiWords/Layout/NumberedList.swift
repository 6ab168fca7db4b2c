extension [String] {
    /// The texts as a numbered list, a line each.
    var numbered: String { enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n") }
}

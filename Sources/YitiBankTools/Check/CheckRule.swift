import YitiCore

/// A rule about the content of a question that may be broken for a reason; the raw value is its name in the list of what is allowed.
enum CheckRule: String, CaseIterable {
    /// A key point is one sentence: one checkable statement.
    case sentences
    /// A key point has no semicolon, which joins two statements.
    case semicolon
    /// No `**`, bold or power: formulas are in Unicode.
    case bold
    /// No links, images, tables or emphasis of Markdown.
    case markdown
    /// No space before a percent sign.
    case percent
    /// A key point and the question say the same numbers in both languages.
    case numbers
    /// A letter after "where" or 其中 is defined there or used elsewhere.
    case letters
}

/// A rule that a question breaks, and where.
struct RuleBreach {
    let rule: CheckRule
    let question: String
    let line: Int
    let message: String

    func finding(in file: String) -> Finding {
        Finding(file: file, line: line, severity: .incomplete, message: "\(question): \(message) (\(rule.rawValue))")
    }
}

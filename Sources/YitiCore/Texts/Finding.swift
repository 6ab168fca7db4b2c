/// Something wrong with a bank: where, how bad, and what was expected instead.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// How bad a finding is.
    package enum Severity: String, Sendable {
        /// The grammar, an id, a duplicate, an unknown `related`, a length: nothing of the bank loads.
        case error
        /// Answers or a language missing, style: `yiti bank check` exits with 1, a server starts with it.
        case incomplete
    }

    /// The file's name as it was given.
    package var file: String
    /// The line, counted from 1.
    package var line: Int
    /// How bad it is.
    package var severity: Severity
    /// One sentence: what was wrong, what was expected.
    package var message: String

    package init(file: String, line: Int, severity: Severity, message: String) {
        self.file = file
        self.line = line
        self.severity = severity
        self.message = message
    }

    /// `file:line: severity: message`, as compilers print it, so that editors can jump there.
    ///
    /// Messages quote files, so what a terminal would obey is left out.
    package var description: String { "\(file):\(line): \(severity.rawValue): \(message)".visible }
}

package import YitiCore

/// The files of a bank's folder, each for itself: one that can't be read hides nothing that is wrong with the others.
package struct CheckedFolder: Sendable {
    /// The files that could be read.
    package private(set) var pages: [BankPage] = []
    /// One for each of the others.
    package private(set) var findings: [Finding] = []

    /// Reads a folder. Throws ``BankFailure`` when there is no bank in it.
    package init(directory: String) throws {
        for (path, file) in try BankLoader.readings(directory: directory) {
            switch file {
            case .success(let file): pages.append(BankParser.parse(file.bytes, file: path))
            case .failure(.unreadable): note(path, "it can't be read")
            case .failure(.tooLarge): note(path, "it is larger than \(BankLimits.fileBytes >> 20) MB")
            }
        }
        for path in BankLoader.passedOver(directory: directory) {
            note(path, "it is not read: a bank's files end in `.md`", .incomplete)
        }
    }

    private mutating func note(_ path: String, _ message: String, _ severity: Finding.Severity = .error) {
        findings.append(Finding(file: path, line: 1, severity: severity, message: message))
    }
}

import Foundation
package import YitiCore

/// The files of a bank's folder, each for itself: one that can't be read hides nothing that is wrong with the others.
package struct CheckedFolder: Sendable {
    /// The files that could be read.
    package private(set) var pages: [BankPage] = []
    /// One for each of the others.
    package private(set) var findings: [Finding] = []

    /// Reads a folder. Throws ``BankFailure`` when there is no bank in it.
    package init(directory: String) throws {
        do {
            pages = try BankLoader.pages(directory: directory)
        } catch let failure {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
            let files = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0.lowercased() != "readme.md" }
            guard !files.isEmpty else { throw failure }
            for name in files.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                read((directory.hasSuffix("/") ? directory : directory + "/") + name)
            }
        }
    }

    private mutating func read(_ path: String) {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let bytes = FileManager.default.contents(atPath: path)
        else { return note(path, "it can't be read") }
        guard bytes.count <= BankLimits.fileBytes else {
            return note(path, "it is larger than \(BankLimits.fileBytes >> 20) MB")
        }
        pages.append(BankParser.parse([UInt8](bytes), file: path))
    }

    private mutating func note(_ path: String, _ message: String) {
        findings.append(Finding(file: path, line: 1, severity: .error, message: message))
    }
}

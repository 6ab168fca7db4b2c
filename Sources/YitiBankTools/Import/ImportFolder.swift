import Foundation
import YitiCore

/// The disk side of an import.
package enum ImportFolder {
    /// The largest file that is imported, in octets.
    package static let fileBytes = 64 << 20

    /// The text of a file. Throws ``ImportFailure`` when it can't be read, is too large or is not UTF-8.
    package static func text(ofFile path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ImportFailure("\(path) can't be read")
        }
        guard data.count <= fileBytes else { throw ImportFailure("\(path) is larger than \(fileBytes >> 20) MB") }
        if let problem = foreign(path, data.prefix(4)) { throw ImportFailure("\(path) \(problem)") }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ImportFailure("\(path) is not UTF-8: save it as UTF-8 and import it again")
        }
        return text
    }

    /// What a file is that can't be imported as it is, and what to do; nil when its name and beginning don't tell.
    private static func foreign(_ path: String, _ start: Data) -> String? {
        let name = path.lowercased()
        if name.hasSuffix(".json") || name.hasSuffix(".jsonl") {
            return "is JSON, which is exported, not imported: give a table (CSV), a list or the Markdown of a bank"
        }
        if start.starts(with: Array("PK".utf8)) {
            return "is a document of an office program or an archive: save it as plain text or CSV in UTF-8"
        }
        if name.hasSuffix(".rtf") || start.starts(with: Array("{\\rt".utf8)) {
            return "is RTF: save it as plain text in UTF-8"
        }
        guard start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) else { return nil }
        return "is UTF-16: save it as UTF-8 and import it again"
    }

    /// Writes a plan's files into `directory`, which is made when it is missing; each file whole or not at all. Throws
    /// ``ImportFailure`` with the name of the file that can't be written.
    package static func write(_ plan: ImportPlan, directory: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw ImportFailure("the folder \(directory) can't be made: \(error.localizedDescription)")
        }
        for file in plan.files {
            do {
                try Data(file.bytes).write(to: URL(fileURLWithPath: file.path), options: .atomic)
            } catch {
                throw ImportFailure("\(file.path) can't be written: \(error.localizedDescription)")
            }
        }
    }
}

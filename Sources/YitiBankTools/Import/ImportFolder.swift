import Foundation
package import YitiCore

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

    /// Makes a plan and writes its files into `directory`, which is made when it is missing, while no other import has it; each file whole
    /// or not at all. Returns the plan. A dry run, or a plan with a problem, writes nothing.
    ///
    /// Throws what `plan` throws, and ``ImportFailure`` with the name of the folder or file that can't be written.
    package static func add(
        to directory: String, isDryRun: Bool = false, plan: ([BankFile]) throws -> ImportPlan
    ) throws -> ImportPlan {
        let files = try BankLoader.files(directory: directory)
        let first = try plan(files)
        guard first.problem == nil, !isDryRun else { return first }
        let lock = try lock(directory)
        defer { close(lock) }
        // Another import may have been faster: what it has written stays.
        let now = try BankLoader.files(directory: directory)
        let last = now == files ? first : try plan(now)
        for file in last.files { try write(file) }
        return last
    }

    /// The folder, made and held by this process alone until the descriptor is closed.
    private static func lock(_ directory: String) throws -> Int32 {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw ImportFailure("the folder \(directory) can't be made: \(error.localizedDescription)")
        }
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw ImportFailure("the folder \(directory) can't be locked: \(reason)")
        }
        return descriptor
    }

    /// Behind a link it is the file it leads to that is written; it keeps who may read it.
    private static func write(_ file: BankFile) throws {
        let path = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
        let partial = path + ".partial"
        do {
            try Data(file.bytes).write(to: URL(fileURLWithPath: partial))
            let old = try? FileManager.default.attributesOfItem(atPath: path)
            if let mode = old?[.posixPermissions] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: partial)
            }
            guard rename(partial, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw ImportFailure("\(file.path) can't be written: \(error.localizedDescription)")
        }
    }
}

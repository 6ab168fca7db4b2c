import Foundation

/// A bank that can't be served: its errors, or the reason its folder can't be read.
package struct BankFailure: Error, CustomStringConvertible, Sendable {
    /// One sentence: what was wrong and what to do.
    package let message: String
    /// Every error, when the folder could be read.
    package let findings: [Finding]

    /// The sentence and the first errors: a log has room for some, and the rest often follows from them.
    package var description: String {
        let more = findings.count - Self.mostDescribed
        let rest = more > 0 ? ["and \(more) more, which yiti bank check prints"] : []
        return ([message] + findings.prefix(Self.mostDescribed).map(\.description) + rest).joined(separator: "\n")
    }

    private static let mostDescribed = 100
}

/// A file of a bank, unparsed.
package struct BankFile: Hashable, Sendable {
    /// The path it was read from, which findings carry.
    package var path: String
    package var bytes: [UInt8]

    /// A file from its path and contents.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Reads a bank's folder.
package enum BankLoader {
    /// The bank in a folder. Throws ``BankFailure`` when there is none or it has errors: then nothing is loaded.
    package static func load(directory: String) throws -> Bank {
        let files = try someFiles(directory: directory)
        let pages = files.map { BankParser.parse($0.bytes, file: $0.path) }
        let errors = BankErrors.findings(pages)
        guard errors.isEmpty else {
            let count = errors.count == 1 ? "1 error" : "\(errors.count) errors"
            throw BankFailure(message: "the bank in \(directory) has \(count) and was not loaded", findings: errors)
        }
        return Bank(topics: pages.map(\.topic), version: version(of: files))
    }

    /// FNV-1a of what is in the files, with their sizes.
    private static func version(of files: [BankFile]) -> String {
        let hash = files.reduce(StableHash.of("")) { hash, file in
            StableHash.of(file.bytes, after: hash ^ UInt64(file.bytes.count))
        }
        return String(hash, radix: 16)
    }

    /// The parsed files of a folder, errors and all. Throws ``BankFailure`` when there are none or one can't be read.
    package static func pages(directory: String) throws -> [BankPage] {
        try someFiles(directory: directory).map { BankParser.parse($0.bytes, file: $0.path) }
    }

    /// The files of a folder. Throws ``BankFailure`` when there are none or one can't be read.
    private static func someFiles(directory: String) throws -> [BankFile] {
        let files = try files(directory: directory)
        guard !files.isEmpty else {
            let expected = "a file NN-topic.md for each topic"
            let message =
                FileManager.default.fileExists(atPath: directory)
                ? "no bank in \(directory): expected \(expected)"
                : "there is no folder \(directory): expected one with \(expected)"
            throw BankFailure(message: message, findings: [])
        }
        return files
    }

    /// The `*.md` of a folder by name, hidden ones and `README.md` left out; none when there is no such folder.
    package static func files(directory: String) throws -> [BankFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let banks = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0.lowercased() != "readme.md" }
        return try banks.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { try file(directory, $0) }
    }

    private static func file(_ directory: String, _ name: String) throws -> BankFile {
        let path = (directory.hasSuffix("/") ? directory : directory + "/") + name
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let bytes = FileManager.default.contents(atPath: path)
        else { throw BankFailure(message: "\(path) can't be read", findings: []) }
        guard bytes.count <= BankLimits.fileBytes else {
            throw BankFailure(message: "\(path) is larger than \(BankLimits.fileBytes) bytes", findings: [])
        }
        return BankFile(path: path, bytes: [UInt8](bytes))
    }

    private static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}

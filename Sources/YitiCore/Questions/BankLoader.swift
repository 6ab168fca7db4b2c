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

/// Why a file of a bank can't be taken.
package enum BankFileFault: Error {
    /// It is no regular file, or may not be read.
    case unreadable
    case tooLarge
}

/// Reads a bank's folder.
package enum BankLoader {
    /// The bank in a folder. Throws ``BankFailure`` when there is none or it has errors: then nothing is loaded.
    package static func load(directory: String) throws -> Bank {
        let files = try somePaths(directory: directory).map(file)
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

    /// The files of a folder, each for itself: what it holds, or why it can't be taken. Throws ``BankFailure`` when there are none.
    package static func readings(
        directory: String
    ) throws -> [(path: String, file: Result<BankFile, BankFileFault>)] {
        try somePaths(directory: directory).map { ($0, reading($0)) }
    }

    /// The `*.md` of a folder by name, hidden ones and `README.md` left out; none when there is no such folder. Throws ``BankFailure`` when
    /// one can't be taken.
    package static func files(directory: String) throws -> [BankFile] { try paths(directory: directory).map(file) }

    /// The paths of a folder's files. Throws ``BankFailure`` when there are none.
    private static func somePaths(directory: String) throws -> [String] {
        let paths = paths(directory: directory)
        guard !paths.isEmpty else {
            let expected = "a file NN-topic.md for each topic"
            let message =
                FileManager.default.fileExists(atPath: directory)
                ? "no bank in \(directory): expected \(expected)"
                : "there is no folder \(directory): expected one with \(expected)"
            throw BankFailure(message: message, findings: [])
        }
        return paths
    }

    private static func paths(directory: String) -> [String] { documents(directory) { $0.hasSuffix(".md") } }

    /// The paths of Markdown whose names end so that no bank takes them: `01-loss.markdown`, `01-loss.MD`.
    package static func passedOver(directory: String) -> [String] {
        documents(directory) { name in
            !name.hasSuffix(".md") && [".md", ".markdown"].contains(where: name.lowercased().hasSuffix)
        }
    }

    private static func documents(_ directory: String, where isOne: (String) -> Bool) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let documents = names.filter {
            isOne($0) && !$0.hasPrefix(".") && !["readme.md", "readme.markdown"].contains($0.lowercased())
        }
        return documents.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { (directory.hasSuffix("/") ? directory : directory + "/") + $0 }
    }

    private static func file(_ path: String) throws -> BankFile {
        switch reading(path) {
        case .success(let file): return file
        case .failure(.unreadable): throw BankFailure(message: "\(path) can't be read", findings: [])
        case .failure(.tooLarge):
            throw BankFailure(message: "\(path) is larger than \(BankLimits.fileBytes) bytes", findings: [])
        }
    }

    private static func reading(_ path: String) -> Result<BankFile, BankFileFault> {
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let bytes = FileManager.default.contents(atPath: path)
        else { return .failure(.unreadable) }
        guard bytes.count <= BankLimits.fileBytes else { return .failure(.tooLarge) }
        return .success(BankFile(path: path, bytes: [UInt8](bytes)))
    }

    private static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}

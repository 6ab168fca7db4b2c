import Foundation

/// No time zones on this machine.
package struct ZonesMissing: Error, CustomStringConvertible, Sendable {
    /// Where they were looked for.
    package let directory: String

    package var description: String {
        "no time zones in \(directory): install the package tzdata (apt-get install tzdata) and start again"
    }
}

/// The system's time zones as files: the one place in the core that reads a disk.
struct ZoneFiles: Sendable {
    let directory: String

    /// The names there are, each with the name of the file that holds it (links lead elsewhere).
    ///
    /// They come from `tzdata.zi`, the compact source that the package ships; without it, from the folder itself.
    func names() throws -> [String: String] {
        var names: [String: String] = [:]
        if let source = try? String(contentsOfFile: directory + "/tzdata.zi", encoding: .utf8) {
            for line in source.split(separator: "\n") {
                let fields = line.split(separator: " ")
                if line.hasPrefix("Z "), fields.count > 1 { names[String(fields[1])] = String(fields[1]) }
                if line.hasPrefix("L "), fields.count > 2 { names[String(fields[2])] = String(fields[1]) }
            }
        } else {
            names = walk()
        }
        guard !names.isEmpty else { throw ZonesMissing(directory: directory) }
        return names
    }

    /// The octets of a file named by ``names()``; nil when it can't be read.
    func read(_ file: String) -> [UInt8]? {
        FileManager.default.contents(atPath: directory + "/" + file).map { [UInt8]($0) }
    }

    private func walk() -> [String: String] {
        guard let paths = FileManager.default.enumerator(atPath: directory) else { return [:] }
        var names: [String: String] = [:]
        for case let path as String in paths {
            guard let first = path.utf8.first, (65...90).contains(first), !path.contains(".") else { continue }
            guard let head = read(path)?.prefix(4), Array(head) == Array("TZif".utf8) else { continue }
            names[path] = path
        }
        return names
    }
}

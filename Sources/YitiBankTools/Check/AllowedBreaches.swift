import Foundation
import YitiCore

/// The file `allowed.txt` beside a bank's folder: which rules a question may break, one line each, `RULE question-id reason`.
///
/// A line that allows nothing that is there is a finding itself, so that the list never outlives what it was for.
package struct AllowedBreaches: Hashable, Sendable {
    /// The file's name, for findings.
    package let file: String
    private struct Entry: Hashable {
        let line: Int
        let rule: String
        let question: String
    }

    private let entries: [Entry]
    /// Lines that are no entries.
    private let broken: [Int]

    /// The entries of a file; blank lines and lines with `#` before them say nothing.
    package init(_ text: String, file: String) {
        self.file = file
        var entries: [Entry] = []
        var broken: [Int] = []
        for (offset, line) in text.normalizedLineEnds.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            if words.count == 3, CheckRule(rawValue: String(first)) != nil {
                entries.append(Entry(line: offset + 1, rule: String(first), question: String(words[1])))
            } else {
                broken.append(offset + 1)
            }
        }
        self.entries = entries
        self.broken = broken
    }

    /// The list beside a bank's folder (`Data/allowed.txt` for `Data/bank`), empty where there is none.
    package static func beside(_ directory: String) -> AllowedBreaches {
        let parts = directory.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let folder = parts.last == "" ? parts.dropLast() : parts[...]
        let isRelative = folder.last == "." || folder.last == ".."
        let file = ((isRelative ? folder + [".."] : folder.dropLast()) + ["allowed.txt"]).joined(separator: "/")
        let data = FileManager.default.contents(atPath: file) ?? Data()
        return AllowedBreaches(String(decoding: data, as: UTF8.self), file: file)
    }

    /// No list.
    package static let none = AllowedBreaches("", file: "")

    /// Whether a breach is allowed.
    func allows(_ breach: RuleBreach) -> Bool {
        entries.contains { $0.rule == breach.rule.rawValue && $0.question == breach.question }
    }

    /// What is wrong with the list itself, given everything that breaks a rule.
    func findings(_ breaches: [RuleBreach]) -> [Finding] {
        let rules = CheckRule.allCases.map(\.rawValue).joined(separator: ", ")
        let idle = entries.filter { entry in
            !breaches.contains { $0.rule.rawValue == entry.rule && $0.question == entry.question }
        }
        let messages =
            broken.map { ($0, "expected `RULE question-id reason`, the rule one of \(rules)") }
            + idle.map { ($0.line, "\($0.question) does not break `\($0.rule)`: remove the line") }
        return messages.sorted { $0.0 < $1.0 }.map {
            Finding(file: file, line: $0.0, severity: .incomplete, message: $0.1)
        }
    }
}

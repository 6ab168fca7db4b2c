internal import Foundation
internal import YitiCore

/// For whom something is that is said where others are, too.
enum AddressedText {
    /// Whether it is spelled like one of our commands: `/next`, and no path such as `/usr/bin`.
    static func isCommand(_ text: String) -> Bool {
        guard let slash = text.first, "/／".contains(slash) else { return false }
        let word = text.dropFirst().prefix(while: \.isLetter)
        guard !word.isEmpty, word.utf8.count <= maxWord,
            text[word.endIndex...].first.map({ !"/／".contains($0) }) ?? true
        else { return false }
        return CommandTable.row(String(word).recognised.lowercased(), isSandbox: true) != nil
    }

    /// No command's word has as many octets.
    private static let maxWord = 60
}

/// A name that the bot is called by in what people write, such as `@yiti_bot`.
struct Mention {
    let name: String

    /// Whether a text has it.
    func isIn(_ text: String) -> Bool { !ranges(in: text).isEmpty }

    /// A text without it at its beginning and its end, nor what parts it from the rest.
    func removed(from text: String) -> String {
        let ranges = ranges(in: text)
        var rest = text[...]
        for range in ranges where text[rest.startIndex..<range.lowerBound].allSatisfy(\.isWhitespace) {
            rest = text[range.upperBound...].drop { $0.isWhitespace || ":,，：".contains($0) }
        }
        for range in ranges.reversed()
        where range.lowerBound >= rest.startIndex && text[range.upperBound..<rest.endIndex].allSatisfy(\.isWhitespace) {
            rest = text[rest.startIndex..<range.lowerBound]
            while rest.last?.isWhitespace == true { rest.removeLast() }
        }
        return String(rest)
    }

    /// Where it is: a longer name that begins so is another's.
    private func ranges(in text: String) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var start = text.startIndex
        while let range = text.range(of: name, options: .caseInsensitive, range: start..<text.endIndex) {
            if isWhole(range, in: text) { ranges.append(range) }
            start = range.upperBound
        }
        return ranges
    }

    private func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
        guard isOfName(name.last) else { return true }
        return !isOfName(text[..<range.lowerBound].last) && !isOfName(text[range.upperBound...].first)
    }

    private func isOfName(_ character: Character?) -> Bool {
        character.map { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) } ?? false
    }
}

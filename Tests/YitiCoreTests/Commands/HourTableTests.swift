import Foundation
import Testing
import YitiCore

@Suite("Parts of the day") struct HourTableTests {
    /// Word, hour, and what stands in the table.
    private static func rows() throws -> [(word: String, hour: Int, time: String)] {
        let file = try #require(Bundle.module.url(forResource: "hours", withExtension: "txt", subdirectory: "Fixtures"))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.dropFirst().flatMap { line in
            let halves = line.split(separator: "|")
            let word = String(halves[0]).trimmingCharacters(in: .whitespaces)
            return halves[1].split(separator: " ").enumerated().map { (word, $0, String($1)) }
        }
    }

    private static func line(_ word: String, _ hour: String) -> String {
        word.containsChinese
            ? "/subscribe \(word)\(hour)点\(isOfOneDay(word) ? "开始" : "")"
            : "/subscribe \(isOfOneDay(word) ? "from " : "")\(hour) \(word)"
    }

    /// Such a time is no subscription's, but may be its beginning.
    private static func isOfOneDay(_ word: String) -> Bool {
        ["今", "明", "tonight", "this", "tomorrow"].contains(where: word.hasPrefix)
    }

    @Test("each word with each hour is the time that stands in the table, or contradicts itself")
    func table() throws {
        let examples = try CommandExamples()
        let rows = try Self.rows()
        #expect(rows.count == 38 * 25)
        for (word, hour, time) in rows {
            let line = Self.line(word, String(hour))
            switch examples.parse(line) {
            case .command(.subscribe(let request)): #expect(request.minuteOfDay.map(Day.clock) == time, "\(line)")
            case .refused(let refusal): #expect(time == "-" && refusal.code == .invalidTime, "\(line)")
            default: Issue.record("\(line) is text")
            }
        }
    }

    @Test("an hour in Chinese numerals is the same as in digits")
    func numerals() throws {
        let examples = try CommandExamples()
        let names =
            "零一二三四五六七八九".map(String.init) + ["十"] + "一二三四五六七八九".map { "十\($0)" }
            + ["二十", "二十一", "廿二", "二十三", "二十四"]
        // `早一点` and `晚一点` say how much earlier or later, and no hour.
        for (word, hour, _) in try Self.rows() where word.containsChinese && !(hour == 1 && ["早", "晚"].contains(word)) {
            let numeral = Self.line(word, names[hour]).replacing("/subscribe", with: "订阅").replacing("点", with: "點")
            #expect(examples.parse(numeral).command == examples.parse(Self.line(word, String(hour))).command)
        }
    }
}

extension ParsedLine {
    /// The command that it is; nil for a refusal or text.
    var command: Command? { if case .command(let command) = self { command } else { nil } }
}

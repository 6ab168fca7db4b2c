import Foundation
import Testing
import YitiCore

/// People answer with what the bank's own answers say: every line of `Data/bank`, every sentence of it and every part between commas.
@Suite("Sentences of the bank are answers") struct BankSentencesTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test("none of them is a command, a rating, or something that lacks its slash")
    func areText() throws {
        let sentences = try Self.sentences()
        #expect(sentences.count > 20_000)
        // A tenth of them, by their order, takes two seconds.
        let step = ProcessInfo.processInfo.environment["YITI_SOAK"] == "1" ? 1 : 10
        for place in stride(from: 0, to: sentences.count, by: step) where !isText(sentences[place]) {
            Issue.record("\(sentences[place]): \(examples.parse(sentences[place]))")
        }
    }

    @Test(
        "nor are those that begin with a command's word or tell of a change at a number",
        arguments: [
            "连续 E[X] = ∫ x f", "连续，但在格线上导数一般不连续", "连续 L 层都在负侧", "7. 今天：主流已换成 Transformer，但流式语音仍在用",
            "3. 时序数据里把 LSTM 改成 Transformer", "2. 周一：学习率改到 0.1",
        ])
    func sayMore(line: String) { #expect(isText(line), "\(line): \(examples.parse(line))") }

    private func isText(_ sentence: String) -> Bool {
        guard case .text(_, rating: nil) = examples.parse(sentence) else { return false }
        return !examples.parser.lacksSlash(sentence, today: CommandExamples.today)
    }

    /// Each once, in a fixed order. What is left of a fraction (`/2`) is none, nor is a single word.
    private static func sentences() throws -> [String] {
        let bank = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Data/bank")
        let pages = try FileManager.default.contentsOfDirectory(at: bank, includingPropertiesForKeys: nil)
        let lines = try pages.flatMap { page in
            try String(contentsOf: page, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
        }
        let parts = lines.flatMap { line in
            [line] + cut(line, at: "。！？；!?;.") + cut(line, at: "，。！？：；,.!?:;（）()")
        }
        return Set(parts.map(\.trimmed).filter { $0.utf8.count > 12 && !$0.hasPrefix("#") && !$0.hasPrefix("/") })
            .sorted()
    }

    private static func cut(_ line: String, at marks: String) -> [String] {
        line.split { marks.contains($0) }.map(String.init)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

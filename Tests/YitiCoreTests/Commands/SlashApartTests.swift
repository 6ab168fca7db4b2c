import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("A slash that does not stand at its word") struct SlashApartTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "with something between it and its word a command lacks its slash, and is told what to type",
        arguments: [
            ("/ hint", "hint"), ("/ skip", "skip"), ("/  undo", "undo"), ("/ why", "why"), ("/ 下一题", "下一题"),
            ("/ 提示", "提示"), ("／ 提示", "提示"), ("  / topics", "topics"), ("/\u{3000}next", "next"),
            ("/ history 5", "history 5"),
            ("/ note x", "note x"), ("/ rate of change", "rate of change"), ("/ 订阅8:30", "订阅8:30"), ("/. next", "next"),
            ("/、下一题", "下一题"),
            ("/ snooze 2h", "snooze 2h"), ("/ hint/", "hint/"), ("/ Next", "Next"), ("/-next", "next"),
            ("/_hint", "hint"), ("/“hint”", "hint”"), ("/【提示】", "提示】"), ("/[hint]", "hint]"),
        ])
    func apart(line: String, verb: String) {
        #expect(examples.parser.isRequest(line), "\(line)")
        #expect(examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        #expect(
            examples.parser.slashMissing(line, today: CommandExamples.today)
                == Refusal(.badRequest, .command(.slashMissing(verb: verb))).answering(line), "\(line)")
    }

    @Test("a rating apart from its slash is told as the one at it is")
    func rating() {
        let refusal = examples.parser.slashMissing("/ 3", today: CommandExamples.today)
        #expect(refusal?.reason == .command(.unknown(typed: "3", near: ["/rate 3"])))
    }

    @Test(
        "fractions and comments are no commands",
        arguments: [
            "/ n", "/ 2 * x", "/ frob loss", "// next", "/ log 5", "/* next", "/ 12", "/[a-z]/", "/(n)", "/(a) b",
        ])
    func fractions(line: String) { #expect(!examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)") }

    @Test(
        "what ends a word that stands alone is no part of it",
        arguments: ["/next/", "/NEXT/", "／next／", "/next//", "/next@", "/next@.", "/下一题/", "/next/ 。", "/next)"])
    func ends(line: String) { #expect(examples.command(line) == .next(topic: nil), "\(line)") }

    @Test("a path is text", arguments: ["/usr/", "/next/loss", "/usr/ bin", "/x/"])
    func paths(line: String) { #expect(examples.parse(line) == .text(line, rating: nil), "\(line)") }

    @Test(
        "a word for a rating behind a slash was meant as one",
        arguments: [
            ("/good", 3), ("/easy", 4), ("/hard", 2), ("/again", 1), ("/轻松", 4), ("/忘了", 1), ("/forgot", 1), ("/三", 3),
            ("/3分", 3),
            ("/Easy!", 4), ("/想起来了", 3),
        ])
    func ratings(line: String, rating: Int) {
        guard case .command(.unknown(_, let near))? = examples.refusal(line)?.reason else {
            Issue.record("\(line): \(examples.parse(line))")
            return
        }
        #expect(near == ["/rate \(rating)"], "\(line)")
    }
}

extension Refusal {
    fileprivate func answering(_ line: String) -> Refusal {
        var refusal = self
        refusal.orAnswer = line.replacing("\u{3000}", with: " ").trimmingSpaces()
        return refusal
    }
}

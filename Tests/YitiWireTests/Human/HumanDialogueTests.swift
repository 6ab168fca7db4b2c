import Testing
import YitiCore
import YitiWire
import YitiWords

@Suite struct HumanDialogueTests {
    private typealias Step = (HumanDialogue.Event, HumanDialogue.Action)
    private let open = HumanDialogue.Standing(question: "q1", isRatingPending: false)
    private let closed = HumanDialogue.Standing(question: nil, isRatingPending: true)

    private func check(_ steps: [Step], _ standing: HumanDialogue.Standing, lines: Int = 4, bytes: Int = 40) {
        var dialogue = HumanDialogue(draftLines: lines, draftBytes: bytes)
        for (event, action) in steps {
            let given = dialogue.handle(event, standing) {
                $0.hasPrefix("/") && !$0.hasPrefix("//") || CommandTable.loneVerb($0) != nil
            }
            #expect(given == action, "after \(event)")
        }
    }

    @Test("without an open question every line is a request; empty ones are nothing")
    func requests() {
        check(
            [
                (.line("/next"), .ask("/next")), (.line("hello"), .ask("hello")), (.line("3"), .ask("3")),
                (.line("."), .refuse(.notFound, HumanWords.noDraft)), (.line("  "), .nothing), (.end, .nothing),
                (.interrupt, .nothing),
                (.line("/cancel"), .refuse(.notFound, HumanWords.noDraft)),
            ], closed)
    }

    @Test("text while a question is open begins a draft, and a dot saves it")
    func saved() {
        check(
            [
                (.line("/hint"), .ask("/hint")), (.line("def f():"), .open(question: "q1")),
                (.line("\treturn 1"), .nothing),
                (.line(""), .nothing), (.line("/next"), .nothing),
                (.line("."), .save("def f():\n\treturn 1\n\n/next", question: "q1")), (.line("/why"), .ask("/why")),
            ], open)
    }

    @Test("a draft keeps the question it began with")
    func keepsQuestion() {
        var dialogue = HumanDialogue()
        #expect(dialogue.handle(.line("text"), open, isCommand: { _ in false }) == .open(question: "q1"))
        #expect(dialogue.isDrafting)
        let moved = HumanDialogue.Standing(question: "q2", isRatingPending: false)
        #expect(dialogue.handle(.line("."), moved, isCommand: { _ in false }) == .save("text", question: "q1"))
        #expect(!dialogue.isDrafting)
    }

    @Test("lines of dots lose one dot, also the first")
    func dots() {
        check(
            [
                (.line(".."), .open(question: "q1")), (.line("..."), .nothing), (.line(" ."), .nothing),
                (.end, .save(".\n..\n .", question: "q1")),
            ],
            open)
    }

    @Test("a full stop of any width saves a draft", arguments: [".", "．", "。", ". "])
    func stops(stop: String) {
        check([(.line("text"), .open(question: "q1")), (.line(stop), .save("text", question: "q1"))], open)
    }

    @Test("/cancel, Ctrl-C and a stop drop a draft with one reply")
    func dropped() {
        check(
            [
                (.line("a"), .open(question: "q1")), (.line(" ／CANCEL "), .done(HumanWords.dropped)),
                (.line("b"), .open(question: "q1")),
                (.interrupt, .done(HumanWords.dropped)), (.interrupt, .nothing), (.line("c"), .open(question: "q1")),
                (.shutdown, .refuse(.busy, HumanWords.stopping)),
                (.line("."), .refuse(.notFound, HumanWords.noDraft)),
            ], open)
    }

    @Test("a draft past its bounds ends, and the rest of the paste is passed over")
    func tooLong() {
        let refusal = HumanDialogue.Action.refuse(.textTooLong, HumanWords.draftTooLong(lines: 4, bytes: 40))
        check(
            [
                (.line("1x"), .open(question: "q1")), (.line("2"), .nothing), (.line("3"), .nothing),
                (.line("4"), .nothing),
                (.line("5"), refusal), (.line("6"), .nothing), (.refused(.tooLong), .nothing), (.line("."), .nothing),
                (.line("again"), .open(question: "q1")), (.line(String(repeating: "x", count: 35)), refusal),
                (.line("more"), .nothing), (.line("/next"), .ask("/next")),
                (.line(String(repeating: "x", count: 41)), refusal), (.end, .nothing),
            ], open)
        check(
            [
                (.line(String(repeating: "x", count: 40)), .open(question: "q1")),
                (.line("."), .save(String(repeating: "x", count: 40), question: "q1")),
            ],
            open)
    }

    @Test("a line that can't be taken ends a draft")
    func faults() {
        check(
            [
                (.refused(.notUTF8), .refuse(.badUtf8, HumanWords.notUTF8)), (.line("a"), .open(question: "q1")),
                (.refused(.tooLong), .refuse(.lineTooLong, HumanWords.lineTooLong)), (.line("b"), .nothing),
                (.line("."), .nothing),
            ], open)
    }

    @Test(
        "a digit alone, and whatever else was meant as a rating, is asked about while one is pending, and is text otherwise"
    )
    func digits() {
        check([(.line("3"), .open(question: "q1"))], open)
        check(
            [
                (.line(" 3"), .ask(" 3")), (.line("3️⃣"), .ask("3️⃣")), (.line("5"), .ask("5")),
                (.line("3x"), .open(question: "q1")),
            ],
            HumanDialogue.Standing(question: "q1", isRatingPending: true))
    }

    @Test("ticks are asked about while a rating is pending, and a lone verb always; other lists begin a draft")
    func ticks() {
        let pending = HumanDialogue.Standing(question: "q1", isRatingPending: true, points: 3)
        check([(.line("1 3"), .ask("1 3")), (.line("1、2"), .ask("1、2")), (.line("next"), .ask("next"))], pending)
        check([(.line("1 4"), .open(question: "q1"))], pending)
        check([(.line("1 3"), .open(question: "q1"))], open)
        check([(.line("Skip"), .ask("Skip"))], open)
    }
}

import NIOCore
import Testing
import YitiCore
import YitiWire

@testable import YitiServer

/// What is said and answered, without a channel.
@Suite struct HumanConversationTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    /// The steps that can be taken now, in words.
    private func steps(_ conversation: inout HumanConversation, perSecond: Int = 0) -> [String] {
        var steps: [String] = []
        let rate = TokenRate(burst: 1, perSecond: perSecond)
        while let step = conversation.next(rate: rate, now: start, isCommand: { $0.hasPrefix("/") }) {
            steps.append(words(step))
        }
        return steps
    }

    private func words(_ step: HumanConversation.Step?) -> String {
        switch step {
        case .write(let bytes): String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "|")
        case .ask(.line(let line), let ticket): "\(ticket) asks \(line)"
        case .ask(.draft(let text, _), let ticket): "\(ticket) saves \(text)"
        case .wait(let time): "waits \(time.nanoseconds / 1_000_000) ms"
        case .close: "closes"
        case nil: "nothing"
        }
    }

    private func conversation(_ lines: String...) -> HumanConversation {
        var conversation = HumanConversation(draftLines: 10, draftBytes: 100)
        for line in lines { conversation.add(.line(line)) }
        return conversation
    }

    @Test("asks one line after the other, writes a push in between, and closes after the reply that says so")
    func order() {
        var conversation = conversation("/next", "/quit")
        let first = steps(&conversation)
        #expect(first == ["1 asks /next"])
        let isKept = conversation.add(HumanPush(lines: ["hello"], opens: "q2"))
        let early = conversation.nextPush()
        #expect(isKept && early == nil)
        let answer = words(conversation.answer(1, .done("a"), lateness: { .zero }))
        #expect(answer == "+ a|")
        let second = steps(&conversation)
        #expect(second == ["2 asks /quit"])
        let goodbye = words(conversation.answer(2, .done("bye", closes: true), lateness: { .zero }))
        let twice = words(conversation.answer(2, .done("bye"), lateness: { .zero }))
        let last = steps(&conversation)
        #expect([goodbye, twice] + last == ["+ bye|", "nothing", "closes"])
        let push = conversation.nextPush()
        #expect(push.map { String(decoding: $0.1, as: UTF8.self) } == "* hello\r\n")
        #expect(conversation.state.openQuestion == "q2")
    }

    @Test("lines pasted while an answer waits are one piece of it, up to a command, and a digit at their end rates")
    func pasted() {
        var conversation = conversation("and further:", "1. normalise", "2", "", "the end", "3", "/next", "x", "y")
        conversation.state = HumanState(isRatingPending: true)
        let piece = steps(&conversation)
        #expect(piece == ["1 asks and further:\n1. normalise\n2\n\nthe end"])
        let state = HumanState(isRatingPending: true)
        for (ticket, asked) in [(1, "3"), (2, "/next"), (3, "x\ny")] {
            _ = conversation.answer(
                UInt64(ticket), HumanReply(ending: .done("a"), state: state), lateness: { .zero })
            #expect(steps(&conversation) == ["\(ticket + 1) asks \(asked)"])
        }
    }

    @Test("a line past the rate and the reply to a wrong key are late, and everything waits for them")
    func late() {
        var conversation = conversation("/a", "/b")
        _ = steps(&conversation, perSecond: 2)
        _ = conversation.answer(1, .done("a"), lateness: { .zero })
        let waits = steps(&conversation, perSecond: 2)
        #expect(waits == ["waits 500 ms"] && conversation.waitsForRate && !conversation.isFree)
        let asked = words(conversation.waited())
        #expect(asked == "2 asks /b")
        let wrong = HumanReply(ending: .done("no"), state: HumanState(), isFailedLogin: true)
        let isLate = words(conversation.answer(2, wrong, lateness: { .seconds(4) }))
        #expect(isLate == "waits 4000 ms" && !conversation.waitsForRate)
        let written = words(conversation.waited())
        #expect(written == "+ no|" && conversation.isAnswered)
    }
}

import Testing
import YitiCore
import YitiServer

/// A person's own connection and what happens beside it.
@Suite("a person's own connection")
struct OwnConnectionTests {
    private let harness: WriterHarness

    init() throws { harness = try WriterHarness() }

    @Test("what opens on another network of a linked person takes text here, as a draft")
    func linked() async throws {
        let connection = harness.open(7)
        _ = await harness.say("/language en", on: connection)
        let code = try await harness.say("/link", on: connection).secret(length: 13)
        _ = try await harness.say("/link \(code)")
        _ = await harness.say("/link yes", on: connection)
        let question = try #require(try await harness.say("/next loss").ref)
        let told = connection.takeOutgoing().compactMap { outgoing in
            if case .update(let state) = outgoing { state } else { nil }
        }
        #expect(told.last?.openQuestion == question)
        _ = try await harness.say("an answer")
        let after = connection.takeOutgoing().compactMap { outgoing in
            if case .update(let state) = outgoing { state } else { nil }
        }
        #expect(after.last?.openQuestion == nil && after.last?.isRatingPending == true)
    }

    @Test("a push that a connection could not write any more is shown on the person's other one")
    func otherConnection() async throws {
        let first = harness.open(12)
        let key = try await harness.say("/name Ada", on: first).secret(length: 32)
        _ = await harness.say("/subscribe 09:00 UTC", on: first)
        try await harness.advance(hours: 1)
        _ = try await harness.pushes()
        let held = first.takeOutgoing().compactMap { if case .push(let push) = $0 { push } else { nil } }
        #expect(held.count == 1)
        let second = harness.open(13)
        _ = await harness.say("/login \(key)", on: second)
        _ = try await harness.pushes()
        #expect(!second.takeOutgoing().contains { if case .push(let push) = $0 { push.opens != nil } else { false } })
        harness.port.humanClosed(first)
        held.first?.whenSettled(false)
        _ = try await harness.pushes()
        #expect(second.takeOutgoing().contains { if case .push(let push) = $0 { push.opens != nil } else { false } })
    }

    @Test("wrong link codes of one guest keep nobody from a right one who comes from elsewhere")
    func wrongCodes() async throws {
        let owner = harness.open(14)
        _ = await harness.say("/language en", on: owner)
        let code = try await harness.say("/link", on: owner).secret(length: 13)
        let guest = harness.open(15, from: "192.0.2.1")
        for _ in 1...5 { _ = await harness.say("/link AAAAAAAAAAAAA", on: guest) }
        let again = await harness.say("/link \(code)", on: guest)
        #expect(again.isRefused)
        let other = harness.open(16, from: "198.51.100.1")
        #expect(await !harness.say("/link \(code)", on: other).isRefused)
    }

    @Test("a question that a guest was asked stays open after /login, and the reply names it")
    func carried() async throws {
        let first = harness.open(8)
        let key = try await harness.say("/name Ada", on: first).secret(length: 32)
        _ = await harness.say("/next loss", on: first)
        let guest = harness.open(9)
        let asked = try #require(await harness.say("/next svm", on: guest).state.openQuestion)
        let reply = await harness.say("/login \(key)", on: guest)
        guard case .done(let last) = reply.ending else {
            Issue.record("refused")
            return
        }
        #expect(reply.state.openQuestion == asked && last.contains(asked))
        let given = await harness.say("/answer text", on: guest)
        #expect(given.lines.first?.contains(asked) == true)
    }

    @Test("that a subscription's topics have left the bank waits for a login, and counts as no question that waits")
    func lostTopics() async throws {
        let first = harness.open(10)
        let key = try await harness.say("/language en", on: first).secret(length: 32)
        _ = await harness.say("/subscribe svm 09:00", on: first)
        harness.port.humanClosed(first)
        // It is gone when what was asked after it is answered.
        _ = try await harness.say("/whoami")
        harness.services.replaceBank(Bank(topics: Array(WriterHarness.bank.topics.prefix(1))))
        try await harness.advance(hours: 24)
        let second = harness.open(11)
        _ = await harness.say("/login \(key)", on: second)
        // What is pushed on other connections is pushed here by then, too.
        _ = try await harness.pushes()
        let pushed = second.takeOutgoing().compactMap { outgoing in
            if case .push(let push) = outgoing { push.lines.joined(separator: " ") } else { nil }
        }
        #expect(pushed.count == 1 && pushed.first?.contains("its topics (svm)") == true, "\(pushed)")
    }
}

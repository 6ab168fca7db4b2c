import Testing
import YitiCore
import YitiServer

/// A person's own connection and what happens beside it.
@Suite("a person's own connection")
struct OwnConnectionTests {
    private let harness: WriterHarness

    init() throws { harness = try WriterHarness() }

    private func open(_ number: UInt64) -> HumanConnection {
        let connection = HumanConnection(
            id: ConnectionID(number: number), address: PeerAddress(text: "test", isLoopback: true), wake: {})
        harness.port.humanOpened(connection)
        return connection
    }

    private func say(_ line: String, on connection: HumanConnection) async -> HumanReply {
        await withCheckedContinuation { continuation in
            harness.port.humanRequest(connection, .line(line)) { continuation.resume(returning: $0) }
        }
    }

    /// The word of a reply that is as long as keys (32) or codes (13) are.
    private func secret(of reply: HumanReply, length: Int) throws -> String {
        var lines = reply.lines
        if case .done(let last) = reply.ending { lines.append(last) }
        let words = lines.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
        return String(try #require(words.first { $0.count == length }))
    }

    @Test("what opens on another network of a linked person takes text here, as a draft")
    func linked() async throws {
        let connection = open(7)
        _ = await say("/language en", on: connection)
        let code = try secret(of: await say("/link", on: connection), length: 13)
        _ = try await harness.say("/link \(code)")
        _ = await say("/link yes", on: connection)
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

    @Test("a question that a guest was asked stays open after /login, and the reply names it")
    func carried() async throws {
        let first = open(8)
        let key = try secret(of: await say("/name Ada", on: first), length: 32)
        _ = await say("/next loss", on: first)
        let guest = open(9)
        let asked = try #require(await say("/next svm", on: guest).state.openQuestion)
        let reply = await say("/login \(key)", on: guest)
        guard case .done(let last) = reply.ending else {
            Issue.record("refused")
            return
        }
        #expect(reply.state.openQuestion == asked && last.contains(asked))
        let given = await say("/answer text", on: guest)
        #expect(given.lines.first?.contains(asked) == true)
    }
}

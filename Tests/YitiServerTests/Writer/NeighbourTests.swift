import Synchronization
import Testing
import YitiCore
import YitiStore
import YitiTestKit

@testable import YitiServer

@Suite(
    "what servers on one database see of each other",
    .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct NeighbourTests {
    /// An operator applies other terms of memory at a server.
    private func apply(factor: Double, at server: WriterHarness) async throws -> MemoryTerms {
        let terms = MemoryTerms(calibration: Calibration(factor: factor, exponent: 0.25, lasting: 2))
        server.writer.add(Job { batch in try batch.transaction.setMeta("memory_defaults", terms.text) })
        _ = try await server.say("/whoami")
        return terms
    }

    @Test("terms of memory that an operator has applied at one hold at the others a second later")
    func terms() async throws {
        let url = try TestStore.emptySchema()
        let (one, two) = try (WriterHarness(inFile: url), WriterHarness(inFile: url))
        _ = try await two.say("/whoami")
        let terms = try await apply(factor: 1.25, at: one)
        two.services.clock.move(to: two.services.clock.now.advanced(bySeconds: 1))
        _ = try await two.say("/whoami")
        #expect(two.services.terms.calibration == terms.calibration)
    }

    @Test("what one does while a sandbox's clock stands is seen at the others, however often")
    func standingStill() async throws {
        let url = try TestStore.emptySchema()
        let (one, two) = try (WriterHarness(inFile: url), WriterHarness(inFile: url))
        for factor in [1.25, 1.5, 1.75] {
            let terms = try await apply(factor: factor, at: one)
            let deadline = Deadline()
            while two.services.terms.calibration != terms.calibration, deadline.remainingMilliseconds > 0 {
                _ = try await two.say("/whoami")
            }
            #expect(two.services.terms.calibration == terms.calibration)
        }
    }

    @Test("what people have in common that one has found holds at the others a second later")
    func common() async throws {
        let url = try TestStore.emptySchema()
        let (one, two) = try (WriterHarness(inFile: url), WriterHarness(inFile: url))
        _ = try await two.say("/whoami")
        one.writer.add(Job { batch in try batch.transaction.setMeta("memory_common", "20514=0.4,0.2") })
        _ = try await one.say("/whoami")
        two.services.clock.move(to: two.services.clock.now.advanced(bySeconds: 1))
        _ = try await two.say("/whoami")
        #expect(two.services.terms.common == CommonForgetting(text: "0.4,0.2"))
    }

    @Test(
        "a question that is missing from a server's bank waits for a server that has it, and ends where there is none")
    func missing() async throws {
        let url = try TestStore.emptySchema()
        let one = try WriterHarness(inFile: url)
        _ = try await one.say("/subscribe loss 09:00 UTC")
        let lacking = Bank(topics: WriterHarness.bank.topics.filter { $0.id != "loss" })
        // Each that says hello takes the pushes.
        let two = try WriterHarness(bank: lacking, inFile: url)
        _ = try await two.say("/whoami")
        try await one.advance(hours: 1)
        two.services.clock.move(to: one.services.clock.now)
        #expect(try await two.pushes().isEmpty)
        #expect(try await states(two) == [.pending])
        let three = try WriterHarness(at: "2026-03-02T09:00:10Z", inFile: url)
        #expect(try await three.pushes().count == 1)
        for node in [one, two, three] {
            node.stop()
            try node.store.close()
        }
        let last = try WriterHarness(at: "2026-03-02T09:01:00Z", bank: lacking, inFile: url)
        // PostgreSQL ends a session a moment after its server has closed it.
        while try await !last.read({ try $0.isAlone() }) {}
        last.services.clock.move(to: last.services.clock.now.advanced(bySeconds: 60))
        #expect(try await last.pushes().isEmpty)
        #expect(try await states(last) == [.expired])
    }

    @Test("a subscription whose topics a server's bank lacks is left to a server that has them")
    func missingTopics() async throws {
        let url = try TestStore.emptySchema()
        let lacking = Bank(topics: WriterHarness.bank.topics.filter { $0.id != "loss" })
        let (one, two) = try (WriterHarness(bank: lacking, inFile: url), WriterHarness(inFile: url))
        _ = try await two.say("/subscribe loss 09:00 UTC")
        try await one.advance(hours: 1)
        #expect(try await one.pushes().isEmpty)
        two.services.clock.move(to: one.services.clock.now.advanced(bySeconds: 10))
        #expect(try await two.pushes().map { $0.ref?.hasPrefix("loss") } == [true])
    }

    @Test("a token that is void before it was heard of ends its connection a second later")
    func voidToken() async throws {
        let two = try WriterHarness(inFile: try TestStore.emptySchema())
        let void = Mutex<[String]>([])
        two.services.voidTokens.whenFound { bridge, _ in void.withLock { $0.append(bridge) } }
        _ = try await two.say("/whoami")
        two.services.clock.move(to: two.services.clock.now.advanced(bySeconds: 1))
        for _ in 1...2 { _ = try await two.say("/whoami") }
        #expect(void.withLock { $0 } == ["chat"])
    }

    @Test("a clock that an operator believes at one is believed at the others")
    func believedClock() async throws {
        let url = try TestStore.emptySchema()
        let now = "2026-03-02T08:00:00Z"
        let one = try WriterHarness(at: now, isSandbox: false, inFile: url)
        one.writer.add(Job { batch in try batch.transaction.setMeta("latest_now", "1760000000") })
        _ = try await one.say("/whoami")
        let two = try WriterHarness(at: now, isSandbox: false, inFile: url)
        _ = try await two.say("/whoami")
        #expect(two.services.pushingNote != nil)
        one.writer.add(Job { batch in try batch.transaction.apply(.clockSeen, at: batch.now) })
        _ = try await one.say("/whoami")
        two.services.clock.move(to: two.services.clock.now.advanced(bySeconds: 1))
        for _ in 1...2 { _ = try await two.say("/whoami") }
        #expect(two.services.pushingNote == nil)
    }

    @Test("a sandbox's clock that is kept in the database stands where it was moved to, at any server")
    func standing() async throws {
        let url = try TestStore.emptySchema()
        let (one, two) = try (WriterHarness(inFile: url), WriterHarness(inFile: url))
        let start = one.services.clock.now
        _ = try await one.read { try $0.keepStandingNow(start) }
        try await one.advance(hours: 30)
        _ = try await two.say("/whoami")
        #expect(two.services.clock.now == start.advanced(bySeconds: 30 * 3_600))
        // What it is moved to is written with what fell due on the way, or not at all.
        #expect(try await two.read { try $0.standingNow() } == two.services.clock.now)
    }

    @Test("another bank that one begins to serve is named to the others a second later, once")
    func bank() async throws {
        let url = try TestStore.emptySchema()
        let (one, two) = try (WriterHarness(inFile: url), WriterHarness(inFile: url))
        let named = Mutex<[String]>([])
        two.services.otherBank.whenFound { version in named.withLock { $0.append(version) } }
        _ = try await two.say("/whoami")
        one.services.replaceBank(Bank(topics: WriterHarness.bank.topics, version: "another"))
        one.writer.add(.namingBank)
        _ = try await one.say("/whoami")
        for _ in 1...3 {
            two.services.clock.move(to: two.services.clock.now.advanced(bySeconds: 1))
            _ = try await one.say("/next", as: "other")
            _ = try await two.say("/whoami")
        }
        #expect(named.withLock { $0 } == ["another"])
    }

    /// What has become of the first person's deliveries.
    private func states(_ node: WriterHarness) async throws -> [DeliveryState] {
        try await node.read { transaction in
            try transaction.deliveries(of: 1, on: Day(number: 20_514)).map(\.state)
        }
    }
}

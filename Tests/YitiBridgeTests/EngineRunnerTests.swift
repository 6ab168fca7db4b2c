import Synchronization
import Testing

@testable import YitiBridge

@Suite struct EngineRunnerTests {
    @Test("carries an action out after thousands of ticks as after the first")
    func ticks() async throws {
        let engine = try Engine(
            journal: Journal(path: nil), identity: EngineIdentity(bridge: "test", token: "t"),
            traits: NetworkTraits(
                name: "test", splitter: TextSplitter(limit: 20, unit: .codePoints),
                chatRate: RateLimit(burst: 1, perSecond: 1), bridgeRate: RateLimit(burst: 1, perSecond: 1)), now: 0)
        let runner = EngineRunner(engine) { _, _ in }
        let written = Mutex(0)
        runner.start { _ in written.withLock { $0 += 1 } }
        for _ in 0..<40_000 { try await runner.handle(.tick) }
        try await runner.handle(.connected)
        #expect(written.withLock { $0 } == 1)
    }
}

import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

@Suite(
    "what servers on one database see of each other",
    .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct NeighbourTests {
    @Test("terms of memory that an operator has applied at one hold at the others a second later")
    func terms() async throws {
        let url = try TestStore.emptySchema()
        let (one, two) = try (WriterHarness(inFile: url), WriterHarness(inFile: url))
        var terms = MemoryTerms.standard
        terms.calibration = Calibration(factor: 1.25, exponent: 0.25, lasting: 2)
        _ = try await two.say("/whoami")
        one.writer.add(Job { [terms] batch in try batch.transaction.setMeta("memory_defaults", terms.text) })
        _ = try await one.say("/whoami")
        two.services.clock.move(to: two.services.clock.now.advanced(bySeconds: 1))
        _ = try await two.say("/whoami")
        #expect(two.services.terms.calibration == terms.calibration)
    }
}

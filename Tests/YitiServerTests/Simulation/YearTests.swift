import Foundation
import Testing
import YitiStore
import YitiTestKit

/// People simulated over weeks, and with `YITI_SOAK=1` over a year. A failing seed is named and fails again.
@Suite struct YearTests {
    private static let soaks = ProcessInfo.processInfo.environment["YITI_SOAK"] == "1"
    /// `YITI_SEEDS=7` or `YITI_SEEDS=1-40` runs these.
    private static let seeds: [UInt64] = {
        let named = (ProcessInfo.processInfo.environment["YITI_SEEDS"] ?? "").split(separator: "-").compactMap {
            UInt64($0)
        }
        guard let first = named.first, let last = named.last, first <= last else {
            return Array(1...(soaks ? 20 : 3))
        }
        return Array(first...last)
    }()

    /// `YITI_PEOPLE=50` simulates so many.
    private static let people =
        Int(ProcessInfo.processInfo.environment["YITI_PEOPLE"] ?? "") ?? (soaks ? 1_000 : 6)

    @Test(
        "what is stored equals a replay, every occurrence has one push, and days are as the rules say", arguments: seeds
    )
    func year(seed: UInt64) async throws {
        let folder = NSTemporaryDirectory() + "yiti-year-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // Every third one lives in a file that is opened again after each crash.
        let path = seed % 3 == 0 ? folder + "/yiti.sqlite" : nil
        var year = try SimulatedYear(seed: seed, people: Self.people, inFile: path)
        try await year.live(days: Self.soaks ? 365 : 70)
        print("seed \(seed): \(year.summary())")
        let complaints = year.complaints
        #expect(
            complaints.isEmpty, "seed \(seed), \(complaints.count): \(complaints.prefix(12).joined(separator: "\n"))")
        #expect(year.service.store.statementsThatWalked() == [], "each holds everybody up once there are many rows")
    }

    @Test(
        "PostgreSQL keeps the same year as SQLite",
        .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
    func sameYear() async throws {
        var numbers: Set<String> = []
        for engine in [TestStore.Engine.sqlite, .postgres] {
            var year = try SimulatedYear(seed: 4, people: Self.soaks ? 60 : 6, on: engine)
            try await year.live(days: Self.soaks ? 365 : 40)
            let complaints = year.complaints
            #expect(
                complaints.isEmpty, "\(engine), \(complaints.count): \(complaints.prefix(12).joined(separator: "\n"))")
            numbers.insert(year.summary())
        }
        #expect(numbers.count == 1, "\(numbers.sorted().joined(separator: "\n"))")
    }
}

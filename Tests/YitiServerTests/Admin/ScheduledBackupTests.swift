import Testing
import YitiCore

@testable import YitiServer

@Suite struct ScheduledBackupTests {
    private var plan: BackupConfiguration {
        var plan = BackupConfiguration()
        plan.hour = 3
        return plan
    }

    @Test(
        "is due from its hour on, once a day",
        arguments: [
            ("2026-03-08T02:59:59Z", [], nil), ("2026-03-08T03:00:00Z", [], "yiti-2026-03-08.sqlite"),
            ("2026-03-08T23:59:59Z", ["yiti-2026-03-07.sqlite"], "yiti-2026-03-08.sqlite"),
            ("2026-03-08T03:05:00Z", ["yiti-2026-03-08.sqlite"], nil),
        ] as [(String, [String], String?)])
    func due(now: String, existing: [String], name: String?) throws {
        let instant = try #require(Instant(text: now))
        #expect(ScheduledBackup.due(at: instant, plan, existing: existing) == name)
    }

    @Test("keeps the last few and leaves files of other names alone")
    func superfluous() {
        let names = [
            "yiti-2026-03-08.sqlite", "yiti-2025-12-31.sqlite", "yiti-2026-03-07.sqlite", "yiti-mine.sqlite",
            "a.sqlite",
            "yiti-2026-03-06.sqlite.partial", "yiti-2026-02-30.sqlite",
        ]
        #expect(ScheduledBackup.superfluous(names, keep: 2) == ["yiti-2025-12-31.sqlite"])
        #expect(ScheduledBackup.superfluous(names, keep: 9).isEmpty)
    }
}

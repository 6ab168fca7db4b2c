import Foundation
import Testing
import YitiCore
import YitiStore

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

    @Test("makes the day's copy, for its owner only, and deletes the oldest")
    func run() throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let factory = CountingMetrics()
        var plan = plan
        plan.directory = folder + "/copies"
        plan.keep = 2
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let store = try Store.open(path: folder + "/yiti.sqlite")
        try store.write { try $0.setMeta("kept", "yes") }
        let backups = BackupQueue(store, ServiceMetrics(factory))
        for day in ["2026-03-06", "2026-03-07", "2026-03-08", "2026-03-08"] {
            let now = try #require(Instant(text: day + "T04:00:00Z"))
            ScheduledBackup.run(plan, backups, at: now, logger: .silent)
        }
        #expect(factory.total("yiti_backups_total", ["outcome": "done"]) == 3)
        #expect(factory.last("yiti_backup_last_success_timestamp_seconds") ?? 0 > 1_700_000_000)
        #expect(factory.recorded("yiti_backup_seconds") == 3)
        try store.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: plan.directory).sorted()
        #expect(names == ["yiti-2026-03-07.sqlite", "yiti-2026-03-08.sqlite"])
        let path = plan.directory + "/yiti-2026-03-08.sqlite"
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let copy = try Store.open(path: path)
        #expect(try copy.write { try $0.meta("kept") } == "yes")
        try copy.close()
    }

    @Test("shows when the last copy was made from the start on, 0 where one is awaited and nothing where none is")
    func last() throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let store = try Store.inMemory()
        func shown(_ directory: String) -> Double? {
            let factory = CountingMetrics()
            var plan = plan
            plan.directory = directory
            ScheduledBackup(plan, BackupQueue(store, ServiceMetrics(factory)), logger: .silent)?.stop()
            return factory.last("yiti_backup_last_success_timestamp_seconds")
        }
        #expect(shown("") == nil && shown(folder) == 0)
        let copy = folder + "/yiti-2026-03-08.sqlite"
        try Data().write(to: URL(fileURLWithPath: copy))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_772_942_400)], ofItemAtPath: copy)
        #expect(shown(folder) == 1_772_942_400)
        try store.close()
    }

    @Test("makes none and leaves nothing once it is called off")
    func calledOff() throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var plan = plan
        plan.directory = folder
        let store = try Store.inMemory()
        let factory = CountingMetrics()
        let backups = BackupQueue(store, ServiceMetrics(factory))
        backups.cancel()
        let now = try #require(Instant(text: "2026-03-08T04:00:00Z"))
        ScheduledBackup.run(plan, backups, at: now, logger: .silent)
        #expect(factory.total("yiti_backups_total", ["outcome": "failed"]) == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("keeps the last few and leaves files of other names alone")
    func superfluous() {
        let names = [
            "yiti-2026-03-08.sqlite", "yiti-2025-12-31.sqlite", "yiti-2026-03-07.sqlite", "yiti-mine.sqlite",
            "a.sqlite",
            "yiti-2026-03-06.sqlite.partial", "yiti-2026-02-30.sqlite",
        ]
        let made = "yiti-2026-03-08.sqlite"
        #expect(ScheduledBackup.superfluous(names, besides: made, keep: 2) == ["yiti-2025-12-31.sqlite"])
        #expect(ScheduledBackup.superfluous(names, besides: made, keep: 9).isEmpty)
    }

    @Test(
        "keeps the one that was just made, and of the others first lets those go that a wrong clock has named after days to come"
    )
    func daysToCome() {
        let names = ["yiti-2027-01-01.sqlite", "yiti-2026-11-30.sqlite", "yiti-2027-01-02.sqlite"]
        let made = "yiti-2026-12-01.sqlite"
        #expect(ScheduledBackup.superfluous(names, besides: made, keep: 3) == ["yiti-2027-01-01.sqlite"])
        #expect(
            ScheduledBackup.superfluous(names, besides: made, keep: 1) == [
                "yiti-2027-01-01.sqlite", "yiti-2027-01-02.sqlite", "yiti-2026-11-30.sqlite",
            ])
    }
}

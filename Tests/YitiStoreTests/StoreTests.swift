import Foundation
import Testing
import YitiCore
import YitiStore

@Suite struct StoreTests {
    /// A folder that is gone when the test ends.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func code(of body: () throws -> Void) -> StoreFailure.Code? {
        do { try body() } catch let failure as StoreFailure { return failure.code } catch { return nil }
        return nil
    }

    @Test("has synchronous=FULL in force and keeps its files to their owner")
    func fullSynchronous() throws {
        try withFolder { folder in
            let store = try Store.open(path: folder + "/yiti.sqlite")
            #expect(try store.synchronousLevel() == 2)
            let mode =
                try FileManager.default.attributesOfItem(atPath: folder + "/yiti.sqlite")[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try store.close()
        }
    }

    @Test("refuses a second opening while the first lasts, and not after it")
    func locks() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let store = try Store.open(path: path)
            #expect(code { _ = try Store.open(path: path) } == .locked)
            try store.close()
            try Store.open(path: path).close()
        }
    }

    @Test("refuses a file that is no database, and leaves it as it was")
    func refusesForeign() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let content = Data("not a database, but somebody's letters".utf8)
            try content.write(to: URL(fileURLWithPath: path))
            #expect(code { _ = try Store.open(path: path) } == .damaged)
            #expect(FileManager.default.contents(atPath: path) == content)
        }
    }

    @Test("refuses a damaged database")
    func refusesDamaged() throws {
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            try Store.open(path: path).close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            for index in 4096..<min(bytes.count, 40_960) { bytes[index] = 0x5A }
            try bytes.write(to: URL(fileURLWithPath: path))
            #expect(code { _ = try Store.open(path: path) } == .damaged)
        }
    }

    @Test("a backup is whole, and never overwrites")
    func backsUp() throws {
        try withFolder { folder in
            let store = try Store.open(path: folder + "/yiti.sqlite")
            try store.write { try $0.setMeta("greeting", "hello") }
            try store.backUp(to: folder + "/copy.sqlite")
            #expect(throws: StoreFailure.self) { try store.backUp(to: folder + "/copy.sqlite") }
            try store.close()
            let copy = try Store.open(path: folder + "/copy.sqlite")
            #expect(try copy.write { try $0.meta("greeting") } == "hello")
            try copy.close()
        }
    }

    @Test("an attempt that throws leaves nothing behind and its neighbours alone")
    func attempt() throws {
        struct Stop: Error {}
        let store = try Store.inMemory()
        try store.write { transaction in
            try transaction.setMeta("kept", "1")
            do {
                try transaction.attempt {
                    try transaction.setMeta("lost", "1")
                    throw Stop()
                }
            } catch is Stop {}
            try transaction.setMeta("later", "1")
        }
        let kept = try store.write { transaction in try ["kept", "lost", "later"].map { try transaction.meta($0) } }
        #expect(kept == ["1", nil, "1"])
    }

    @Test("keeps a person as they were written")
    func keepsPeople() throws {
        var person = Person(id: 0, createdAt: Instant(seconds: 100), calendar: LearningCalendar(zone: "Asia/Shanghai"))
        person.name = "小明"
        person.language = .zh
        person.topics = ["loss", "svm"]
        person.quiet = QuietHours(fromMinute: 1320, untilMinute: 480)
        let pick = PickRecord(reason: "best", recall: 0.1 + 0.2, score: 1.5, gain: 0.3, horizon: Day(number: 20_000))
        var open = OpenQuestion(
            question: "loss-01", at: Instant(seconds: 200), pick: pick, source: .pushed(subscription: 4),
            room: "tg/-100")
        open.hints = 2
        open.revealed = true
        person.loop.begin(open)
        person.loop.begin(
            OpenQuestion(question: "svm-01", at: Instant(seconds: 300), pick: nil, source: .asked(Day(number: 9))))
        person.loop.wait(WaitingAnswer(answer: 7, question: "pca-02", until: Day(number: 10), pick: pick))
        person.untoldFreezes = [Day(number: 3), Day(number: -4)]
        try withFolder { folder in
            let path = folder + "/yiti.sqlite"
            let store = try Store.open(path: path)
            _ = try store.write { try $0.insert(person) }
            try store.close()
            let again = try Store.open(path: path)
            person.id = 1
            #expect(try again.write { try $0.person(1) } == person)
            try again.close()
        }
    }

    @Test("refuses to give one occurrence two deliveries")
    func holdsInvariants() throws {
        let store = try Store.inMemory()
        try store.write { transaction in
            let person = try transaction.insert(
                Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC")))
            let address = Address(bridge: "tg", user: "1")
            let subscription = try transaction.insert(
                Subscription(
                    id: 0, person: person.id, number: 1, address: address, topics: nil, minuteOfDay: 540,
                    weekdays: .everyDay,
                    zone: nil, createdAt: Instant(seconds: 0)))
            let delivery = Delivery(
                person: person.id, subscription: subscription.id, occurrence: Day(number: 1), kind: .daily,
                address: address,
                question: "loss-01", pick: nil, day: Day(number: 1), dueAt: Instant(seconds: 5),
                notBefore: Instant(seconds: 5),
                expiresAt: Instant(seconds: 90))
            let inserted = try [transaction.insert(delivery), transaction.insert(delivery)]
            #expect(inserted[0] != nil && inserted[1] == nil)
        }
    }
}

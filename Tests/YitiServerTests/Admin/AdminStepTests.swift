import Foundation
import Logging
import Testing
import YitiCore
import YitiServer
import YitiWords

@testable import YitiStore

@Suite struct AdminStepTests {
    private let now = Instant(seconds: 1_770_000_000)

    private func run(_ store: Store, _ request: AdminRequest) throws -> AdminReply {
        let services = Services(
            bank: Bank(topics: []), zones: try ZoneBook(), clock: Clock(standingAt: now),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try store.write { try AdminTransaction(request, in: $0, services: services, now: now).reply }
    }

    /// A store with one person, who has an identity, a note and an answer.
    private func populated() throws -> Store {
        let store = try Store.inMemory()
        try store.write { transaction in
            var person = Person(id: 0, createdAt: now, calendar: LearningCalendar(zone: "Asia/Shanghai"))
            person.name = "小\u{1B}[31m明\u{202E}"
            person = try transaction.insert(person)
            try transaction.insert(Identity(bridge: "tg", user: "a:1", person: person.id, name: "x"), at: now)
            let event = Event(
                person: person.id, kind: .answer, at: now, zone: "Asia/Shanghai", offset: 28_800,
                day: Day(number: 20_486),
                question: "loss-01", body: "because\u{202E}\u{7F} of \"it\"")
            let id = try transaction.append(event)
            try transaction.insert(
                YitiCore.Answer(id: id, question: "loss-01", at: now, day: event.day, revealed: false),
                person: person.id,
                offset: 28_800)
            try transaction.addNote(person: person.id, question: "loss-01", text: "mind the sign", at: now)
        }
        return store
    }

    /// The same, with a row of theirs damaged, and somebody behind them.
    private func damaged(_ damage: StaticString) throws -> Store {
        let store = try populated()
        try store.write { transaction in
            try transaction.run(damage)
            _ = try transaction.insert(Person(id: 0, createdAt: now, calendar: LearningCalendar(zone: "UTC")))
        }
        return store
    }

    @Test("names whoever has a row that can't be read, and looks at those behind them all the same")
    func verifiesPastDamage() throws {
        let store = try damaged("UPDATE answer SET day = 9223372036854775807")
        let reply = try run(store, AdminRequest(.userVerify))
        #expect(reply.people == 2 && reply.lines.count == 1)
        #expect(reply.lines.first?.hasPrefix("1\ta number in a row can't be ") == true)
        #expect(try run(store, AdminRequest(.userVerify, user: "1")).lines == reply.lines)
    }

    @Test("whoever has a row that can't be read is listed and named, can be deleted, and hides nobody else")
    func listsPastDamage() throws {
        let store = try damaged("UPDATE person SET calendar = 'nonsense'")
        let list = try run(store, AdminRequest(.userList))
        #expect(list.lines == ["1\t-\t1\ttg:a:1\t", "2\t\(now.text)\t0\t\t"])
        #expect(list.note == "person 1: a person's calendar can't be read: nonsense")
        let failure = #expect(throws: StoreFailure.self) { try run(store, AdminRequest(.userExport, user: "tg:a:1")) }
        #expect(failure?.description == "person 1: a person's calendar can't be read: nonsense")
        #expect(
            try run(store, AdminRequest(.userForget, user: "1")).lines.first?.hasPrefix("deleted 1: 1 answers") == true)
        #expect(try run(store, AdminRequest(.userList)).lines.count == 1)
    }

    @Test("makes tokens that differ, keeps their hashes only, and says when one took another's place")
    func tokens() throws {
        let store = try Store.inMemory()
        let first = try run(store, AdminRequest(.tokenCreate, name: "tg"))
        let second = try run(store, AdminRequest(.tokenCreate, name: "tg"))
        #expect(first.lines.count == 1 && first.lines != second.lines && first.note == nil && second.note != nil)
        let token = try #require(second.lines.first)
        #expect(token.utf8.count >= 26)
        let kept = try store.write { try $0.tokenHash(bridge: "tg") }
        #expect(kept == Secrets.hash(token) && kept?.count == 32)
        #expect(try run(store, AdminRequest(.tokenList)).lines == ["tg\t\(now.text)"])
        #expect(try run(store, AdminRequest(.tokenRevoke, name: "tg")).error == nil)
        #expect(try run(store, AdminRequest(.tokenList)).lines.isEmpty)
        #expect(throws: AdminRefusal.self) { try run(store, AdminRequest(.tokenRevoke, name: "tg")) }
    }

    @Test("refuses names that are no bridge's", arguments: ["", "a b", "a:b", "喵", String(repeating: "a", count: 65)])
    func bridgeNames(name: String) throws {
        let store = try Store.inMemory()
        #expect(throws: AdminRefusal.self) { try run(store, AdminRequest(.tokenCreate, name: name)) }
    }

    @Test("lists people a page at a time, with nothing that a terminal would act on")
    func people() throws {
        let store = try populated()
        let reply = try run(store, AdminRequest(.userList))
        #expect(reply.lines == ["1\t\(now.text)\t1\ttg:a:1\t小\\u{1B}[31m明\\u{202E}"])
        #expect(reply.next == nil)
        try store.write { transaction in
            for _ in 0..<600 {
                _ = try transaction.insert(Person(id: 0, createdAt: now, calendar: LearningCalendar(zone: "UTC")))
            }
        }
        let page = try run(store, AdminRequest(.userList))
        #expect(page.lines.count == 500 && page.next == 500)
        #expect(try run(store, AdminRequest(.userList, after: page.next)).lines.count == 101)
    }

    @Test("hands out everything about a person as JSON, by number and by identity", arguments: ["1", "tg:a:1"])
    func export(name: String) throws {
        let reply = try run(try populated(), AdminRequest(.userExport, user: name))
        let text = try #require(reply.lines.first)
        #expect(!text.unicodeScalars.contains { [0x7F, 0x202E].contains($0.value) })
        let record = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let answers = try #require(record["answers"] as? [[String: Any]])
        #expect(answers.first?["text"] as? String == "because\u{202E}\u{7F} of \"it\"")
        #expect((record["notes"] as? [Any])?.count == 1 && (record["events"] as? [Any])?.count == 1)
        #expect((record["identities"] as? [Any])?.count == 1)
    }

    @Test("draws a person's year, a cell for each day and another in it where something was rated")
    func chart() throws {
        let store = try populated()
        let before = try run(store, AdminRequest(.userChart, user: "1")).lines
        #expect(before.first?.hasPrefix("<svg") == true && before.last == "</svg>" && before.count > 365)
        let drawn = YearChart([Day(number: 20_000): 1, Day(number: 19_999): 9], today: Day(number: 20_000)).lines
        #expect(drawn.count { $0.contains("#8fcdbf") } == 1 && drawn.count { $0.contains("#0f5f58") } == 1)
    }

    @Test("deletes a person and says what went; afterwards there is nobody by that name")
    func forget() throws {
        let store = try populated()
        let reply = try run(store, AdminRequest(.userForget, user: "tg:a:1"))
        #expect(reply.lines == ["deleted 1: 1 answers, 1 notes, 0 bookmarks, 0 subscriptions, 1 identities"])
        for name in ["1", "tg:a:1", "", "tg:", "99999999999999999999"] {
            #expect(throws: AdminRefusal.self) { try run(store, AdminRequest(.userExport, user: name)) }
        }
    }

    @Test("shows what people report in its order, with nothing that a terminal would act on, until it is done")
    func reports() throws {
        let store = try populated()
        try store.write { transaction in
            try transaction.addReport(person: 1, question: "loss-01", text: "the sign\u{1B}[2J is wrong", at: now)
            try transaction.addReport(person: 1, question: nil, text: "more\nof them", at: now)
        }
        let lines = [
            "1\t\(now.text)\tloss-01\t1\tthe sign\\u{1B}[2J is wrong", "2\t\(now.text)\t-\t1\tmore\\u{A}of them",
        ]
        #expect(try run(store, AdminRequest(.reportList)).lines == lines)
        #expect(try run(store, AdminRequest(.userExport, user: "1")).lines[0].contains("the sign"))
        #expect(try run(store, AdminRequest(.reportDone, number: 1)).error == nil)
        #expect(try run(store, AdminRequest(.reportList)).lines == [lines[1]])
        for number: Int64? in [nil, 1, 3, -1] {
            #expect(throws: AdminRefusal.self) { try run(store, AdminRequest(.reportDone, number: number)) }
        }
        try store.write { transaction in
            for number in 0..<500 {
                try transaction.addReport(person: 1, question: nil, text: "\(number)", at: now)
            }
        }
        let page = try run(store, AdminRequest(.reportList))
        #expect(page.lines.count == 500)
        #expect(try run(store, AdminRequest(.reportList, after: page.next)).lines.count == 1)
    }

    @Test("believes the clock from the instant it is told")
    func clock() throws {
        let store = try Store.inMemory()
        _ = try run(store, AdminRequest(.clockAccept))
        #expect(try store.write { try $0.metaInstant("latest_now") } == now)
        #expect(try run(store, AdminRequest(.health)).lines.contains("latest_now\t\(now.text)"))
    }
}

import Testing

@testable import YitiCore
@testable import YitiStore

@Suite("what any store does")
struct AnyStoreTests {
    @Test("an attempt that throws leaves nothing behind and its neighbours alone", arguments: Engine.all)
    func attempt(on engine: Engine) throws {
        struct Stop: Error {}
        let store = try engine.store()
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

    @Test("keeps a person as they were written", arguments: Engine.all)
    func keepsPeople(on engine: Engine) throws {
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
        let store = try engine.store()
        let written = try store.write { try $0.insert(person) }
        person.id = 1
        #expect(written == person)
        let reader = try store.reader()
        #expect(try reader.read { try $0.person(1) } == person)
        try reader.close()
    }

    @Test("refuses to give one occurrence two deliveries", arguments: Engine.all)
    func holdsInvariants(on engine: Engine) throws {
        let store = try engine.store()
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

    private func guest() -> Person {
        Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
    }

    private func event(of person: Int64, id: Int64 = 0) -> Event {
        Event(
            id: id, person: person, kind: .resume, at: Instant(seconds: 0), zone: "UTC", offset: 0, day: Day(number: 1),
            question: "loss-01")
    }

    @Test("gives no number twice, whatever was undone, deleted or numbered by hand", arguments: Engine.all)
    func numbersOnce(on engine: Engine) throws {
        struct Stop: Error {}
        let store = try engine.store()
        let first = try store.write { try $0.insert(guest()).id }
        var given: Set<Int64> = []
        for round: Int64 in 0..<4 {
            try? store.write { transaction in
                _ = try transaction.append(event(of: first))
                if round == 1 { throw Stop() }
            }
            try store.write { transaction in
                given.insert(try transaction.append(event(of: first)))
                try? transaction.attempt {
                    _ = try transaction.append(event(of: first))
                    throw Stop()
                }
                given.insert(try transaction.append(event(of: first)))
                given.insert(try transaction.append(event(of: first, id: 100 * (round + 1))))
                given.insert(try transaction.append(event(of: first)))
            }
        }
        #expect(given.count == 16)
        let second = try store.write { try $0.insert(guest()).id }
        try store.write { try $0.deletePerson(second) }
        #expect(try store.write { try $0.insert(guest()).id } > second)
        let events = try store.write { try $0.events(of: first) }.map(\.id)
        #expect(events == events.sorted() && Set(events).isSuperset(of: given))
    }

    @Test("has a name of its own, and readers see what was committed when they begin", arguments: Engine.all)
    func isRead(on engine: Engine) throws {
        let store = try engine.store()
        #expect(try store.write { try $0.storeName() }.count == 32)
        let reader = try store.reader()
        try store.write { try $0.setMeta("greeting", "hello") }
        #expect(try reader.read { try $0.meta("greeting") } == "hello")
        try reader.close()
    }

    @Test("says how much a statement changed", arguments: Engine.all)
    func counts(on engine: Engine) throws {
        let store = try engine.store()
        try store.write { transaction in
            try transaction.saveToken(bridge: "tg", hash: [UInt8](repeating: 7, count: 32), at: Instant(seconds: 5))
            try transaction.saveToken(bridge: "tg", hash: [UInt8](repeating: 8, count: 32), at: Instant(seconds: 6))
            #expect(try transaction.tokenHash(bridge: "tg") == [UInt8](repeating: 8, count: 32))
            let revoked = DeploymentChange.tokenRevoked(bridge: "tg")
            let removed = try (0..<2).map { _ in try transaction.apply(revoked, at: Instant(seconds: 7)) }
            #expect(removed == [true, false])
        }
    }

    @Test("the deployment is read as it was changed, and tells which tokens are void since", arguments: Engine.all)
    func deployment(on engine: Engine) throws {
        let (first, second) = ([UInt8](repeating: 7, count: 32), [UInt8](repeating: 8, count: 32))
        let (now, terms) = (Instant(seconds: 50), MemoryTerms(retention: 0.8))
        try engine.store().write { transaction in
            #expect(try !transaction.apply(.token(bridge: "tg", hash: first), at: now))
            let before = try transaction.deployment()
            #expect(before.tokens.map(\.bridge) == ["tg"] && before.memoryDefaults == nil && before.common == nil)
            #expect(try transaction.apply(.token(bridge: "tg", hash: second), at: now))
            try transaction.apply(.memoryDefaults(terms), at: now)
            try transaction.apply(.common(CommonFinding(day: 9, common: nil)), at: now)
            try transaction.apply(.clockSeen, at: now)
            #expect(try transaction.apply(.bank(version: "b"), at: now) == transaction.isShared)
            #expect(try !transaction.apply(.bank(version: "b"), at: now))
            let after = try transaction.deployment()
            #expect(after.voidTokens(since: before).map(\.hash) == [first] && before.voidTokens(since: before).isEmpty)
            #expect(after.memoryDefaults == terms && after.common == CommonFinding(day: 9, common: nil))
            #expect(after.latestNow == now && (after.bank == "b") == transaction.isShared)
            #expect(try transaction.greeting(of: "tg").tokenHash == second)
            #expect(
                try transaction.greeting(of: "dc").tokenHash == nil && transaction.greeting(of: "dc").store.count == 32)
        }
    }

    @Test("what is due says whether its address can be reached, and leaves out who is held", arguments: Engine.all)
    func due(on engine: Engine) throws {
        let now = Instant(seconds: 900)
        try engine.store().write { transaction in
            let person = try transaction.welcome(guest(), as: Identity(bridge: "tg", user: "1", person: 0), at: now)
                .person
            let later = LaterRecord(
                person: person.id, question: "loss-01", pick: nil, address: Address(bridge: "tg", user: "1"),
                fireAt: now)
            try transaction.save(later)
            #expect(try transaction.due(at: now, limit: 5).laters.map(\.isSuspended) == [false])
            #expect(try transaction.due(at: now.advanced(bySeconds: -1), limit: 5).laters.isEmpty)
            let identity = try #require(try transaction.identity(bridge: "tg", user: "1"))
            try transaction.suspend(identity, isLast: false, since: Day(number: 0), at: now)
            #expect(try transaction.due(at: now, limit: 5).laters.map(\.isSuspended) == [true])
            #expect(try transaction.due(at: now, limit: 5, besides: [person.id]).laters.isEmpty)
            try transaction.removeLater(of: person.id, question: later.question)
            #expect(try transaction.due(at: now, limit: 5).laters.isEmpty)
        }
    }

    @Test(
        "connections of one's own are told of a key, the last thing that happened and what waits", arguments: Engine.all
    )
    func account(on engine: Engine) throws {
        let now = Instant(seconds: 900)
        try engine.store().write { transaction in
            let person = try transaction.insert(guest()).id
            let before = try transaction.accountFacts(of: person, at: now)
            #expect(before.hasKey == false && before.lastEvent == 0 && before.waiting == 0)
            try transaction.replaceLoginKeys(of: person, with: [UInt8](repeating: 7, count: 32), at: now)
            for seconds: Int64 in [0, 60] {
                _ = try transaction.insert(
                    Delivery(
                        person: person, subscription: nil, occurrence: nil, kind: .later, address: .human(person),
                        question: "loss-01", pick: nil, day: Day(number: 0), dueAt: now,
                        notBefore: now.advanced(bySeconds: seconds), expiresAt: now.advanced(bySeconds: 600)))
            }
            let event = try transaction.append(
                Event(person: person, kind: .restore, at: now, zone: "UTC", offset: 0, day: Day(number: 0)))
            let after = try transaction.accountFacts(of: person, at: now)
            #expect(after.hasKey == true && after.lastEvent == event && after.waiting == 1)
        }
    }

    @Test(
        "who leaves takes their places on boards of that network's rooms along; where both are on it, they are given up",
        arguments: Engine.all)
    func boards(on engine: Engine) throws {
        let now = Instant(seconds: 900)
        try engine.store().write { transaction in
            func welcome(_ bridge: String, _ user: String) throws -> Int64 {
                try transaction.welcome(guest(), as: Identity(bridge: bridge, user: user, person: 0), at: now).person.id
            }
            let (member, other) = (try welcome("tg", "1"), try welcome("tg", "9"))
            let rooms = try [("tg", " -100"), ("tg", " -200"), ("qq", " 5")].map(welcome)
            for room in rooms { try transaction.joinBoard(of: room, member: member, at: now) }
            try transaction.joinBoard(of: rooms[0], member: other, at: now)
            for (bridge, user) in [("qq", "1001"), ("tg", "2")] {
                try transaction.insert(Identity(bridge: bridge, user: user, person: member), at: now)
            }
            func lines() throws -> [Int] {
                try rooms.map { try transaction.board(of: $0, since: Day(number: 0)).count }
            }
            func leave(_ bridge: String, _ user: String) throws -> Int64 {
                var fresh = guest()
                fresh.id = try transaction.insert(fresh).id + 1
                let address = Address(bridge: bridge, user: user)
                try transaction.apply(Split(former: member, address: address, fresh: fresh), at: now)
                return fresh.id
            }
            let onQQ = try leave("qq", "1001")
            #expect(try lines() == [2, 1, 1])
            try transaction.leaveBoard(of: rooms[2], member: onQQ)
            #expect(try lines() == [2, 1, 0])
            _ = try leave("tg", "2")
            #expect(try lines() == [1, 0, 0])
        }
    }
}

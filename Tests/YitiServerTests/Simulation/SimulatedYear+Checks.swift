import YitiCore
import YitiServer
import YitiStore
import YitiWire

/// What is held against what.
extension SimulatedYear {
    /// What the store has of one person.
    private struct Stored: Sendable {
        var subscriptions: [Subscription] = []
        var deliveries: [Delivery] = []
        var answers: [YitiCore.Answer] = []
    }

    mutating func check() async throws {
        complaints += try await differences()
        for index in people.indices {
            guard let stored = try await stored(people[index].user) else { continue }
            checkDeliveries(index, stored)
            checkAnswers(index, stored)
            try await checkDays(index, stored)
            complaints += people[index].complaints
            people[index].complaints = []
        }
        pushed = [:]
    }

    /// Everything that differs between what is stored and a replay of what was logged.
    private func differences() async throws -> [String] {
        let now = service.now
        let zones = service.services.zones
        return try await service.inspect { transaction in
            try transaction.people(after: 0, limit: 10_000).flatMap { id in
                guard let person = try transaction.person(id) else { return ["no person \(id)"] }
                return try Verification(transaction.record(of: person), zones: zones).differences(now: now).map {
                    "person \(id): \($0)"
                }
            }
        }
    }

    private func stored(_ user: String) async throws -> Stored? {
        let days = firstDay...Int(now / 86_400) + 10
        return try await service.inspect { transaction in
            guard let identity = try transaction.identity(bridge: "chat", user: user) else { return nil }
            let id = identity.person
            var stored = Stored()
            stored.subscriptions = try transaction.allSubscriptions(of: id)
            stored.answers = try transaction.answers(of: id, limit: .max)
            for day in days { stored.deliveries += try transaction.deliveries(of: id, on: Day(number: day)) }
            return stored
        }
    }

    /// Each subscription has exactly one delivery for every occurrence that fell due, and no other.
    private mutating func checkDeliveries(_ index: Int, _ stored: Stored) {
        let person = people[index]
        for expected in person.subscriptions {
            guard let id = stored.subscriptions.first(where: { $0.number == expected.number })?.id else {
                people[index].complain("subscription \(expected.number) is gone")
                continue
            }
            let found = stored.deliveries.filter { $0.subscription == id }.compactMap(\.occurrence?.number).sorted()
            if found != expected.expected.sorted() {
                let missing = Set(expected.expected).subtracting(found).sorted().map { Day(number: $0).text }
                let extra = Set(found).subtracting(expected.expected).sorted().map { Day(number: $0).text }
                people[index].complain(
                    "subscription \(expected.number), \(expected.text): missing \(missing), not due \(extra)")
            }
        }
        for delivery in stored.deliveries {
            if let at = delivery.ackedAt, delivery.kind == .daily, !delivery.address.isHuman,
                !(acknowledged["d\(delivery.id)"] ?? []).contains(at.seconds)
            {
                people[index].complain("delivery \(delivery.id) was acked at \(at.text), and nobody did")
            }
        }
        checkPushes(index, stored)
    }

    /// Nothing is pushed on a paused day or of a subscription that has ended.
    private mutating func checkPushes(_ index: Int, _ stored: Stored) {
        let numbers = Dictionary(uniqueKeysWithValues: stored.subscriptions.map { ($0.id, $0.number) })
        let daily = stored.deliveries.filter { $0.kind == .daily }
        for push in pushed[people[index].user] ?? [] {
            guard let delivery = daily.first(where: { "d\($0.id)" == push.delivery }) else { continue }
            if push.isPaused { people[index].complain("\(push.delivery) was pushed on a paused day") }
            let number = delivery.subscription.flatMap { numbers[$0] }
            if let number, !push.running.contains(number) {
                people[index].complain("\(push.delivery) was pushed after subscription \(number) had ended")
            }
        }
    }

    /// What is stored of the answers is what was said.
    private mutating func checkAnswers(_ index: Int, _ stored: Stored) {
        let found = Dictionary(uniqueKeysWithValues: stored.answers.map { (Int($0.id), $0) })
        for id in Set(found.keys).union(people[index].answers.keys).sorted() {
            let given = people[index].answers[id]
            guard let answer = found[id], answer.day.number == given?.day, answer.rating == given?.rating,
                answer.ticked == given?.ticked
            else {
                people[index].complain("answer \(id): \(String(describing: given)) is \(String(describing: found[id]))")
                continue
            }
        }
    }

    /// `/streak` says of the last four weeks what a slow reckoning says, and so are the numbers.
    private mutating func checkDays(_ index: Int, _ stored: Stored) async throws {
        var arrivals: [Int: Int64] = [:]
        for delivery in stored.deliveries where delivery.kind == .daily {
            guard let at = delivery.ackedAt?.seconds else { continue }
            arrivals[delivery.day.number] = min(at, arrivals[delivery.day.number] ?? at)
        }
        let command = BridgeCommand(id: "1", user: people[index].user, text: "/streak")
        people[index].isHeard(at: now)
        let ledger = SlowLedger(people[index], arrivals: arrivals, now: now)
        let reply = try await service.ask(.command(command), on: "chat")
        guard let said = reply.data("streak") else { return people[index].complain("/streak: \(reply.object)") }
        let days = (said["days"] as? [[String: Any]] ?? []).map { "\($0["day"] ?? "") \($0["kind"] ?? "")" }
        let reckoned = zip(ledger.days, ledger.kinds).map { "\(Day(number: $0).text) \($1.rawValue)" }.suffix(28)
        for (one, other) in zip(days, reckoned) where one != other {
            people[index].complain("/streak says \(one), a slow reckoning \(other)")
        }
        if days.count != reckoned.count {
            people[index].complain("/streak has \(days.count) days of \(reckoned.count)")
        }
        let numbers = [said["current"] as? Int, said["longest"] as? Int, said["freezes"] as? Int]
        if numbers != [ledger.current, ledger.longest, ledger.freezes] {
            people[index].complain(
                "/streak says \(numbers), a slow reckoning \([ledger.current, ledger.longest, ledger.freezes])")
        }
    }
}

import YitiCore
import YitiServer
import YitiTestKit
import YitiWire

/// A seed's worth of people, and everything that happens to them and to the service.
struct SimulatedYear {
    /// A push that the platform has not said anything about yet.
    struct Held {
        var delivery: String
        var user: String
        var bridge: String
    }

    let service: SimulatedService
    var random: SeededRandom
    var people: [SimulatedPerson]
    /// Where in `people` somebody is.
    private let places: [String: Int]
    /// No delivery is of an earlier day.
    let firstDay: Int
    /// People with two identities, who link and part; their days are held to the replay alone.
    let pairs: [String]
    var held: [Held] = []
    /// The last attempt seen of each delivery.
    var attempts: [String: Int] = [:]
    /// When the test acknowledged each delivery.
    var acknowledged: [String: [Int64]] = [:]
    var complaints: [String] = []
    private var crashes = 0
    private var clockSteps = 0

    static let zoneNames = [
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
        "America/St_Johns",
        "Pacific/Kiritimati", "Pacific/Honolulu", "UTC",
    ]

    init(seed: UInt64, people count: Int, inFile path: String? = nil, on engine: TestStore.Engine = .current) throws {
        random = SeededRandom(seed: seed)
        let start = 1_772_000_100 + Int64.random(in: 0..<20_000, using: &random) * 900
        service = try SimulatedService(at: Instant(seconds: start - start % 900), inFile: path, on: engine)
        firstDay = Int(start / 86_400) - 10
        let utc = service.services.zones.zone("UTC")
        people = (1...count).map { SimulatedPerson(user: "p\($0)", zone: utc) }
        places = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1.user, $0) })
        pairs = (1...max(1, count / 8)).map { "q\($0)" }
    }

    var now: Int64 { service.now.seconds }

    mutating func live(days: Int) async throws {
        for bridge in ["chat", "mail"] { await service.connect(bridge) }
        let end = now + Int64(days) * 86_400
        var nextCheck = now + 28 * 86_400
        while now < end {
            try await passTime()
            try await handlePushes()
            for index in people.indices where chance(25) { try await act(index) }
            for pair in pairs where chance(15) { try await act(pair: pair) }
            try await collect(asTimePassed: false)
            if now >= nextCheck {
                nextCheck += 28 * 86_400
                try await check()
                try await collect(asTimePassed: false)
            }
        }
        try await check()
    }

    /// What has happened, in numbers. The last one is the next that the seed would have given: two runs that end in the same one have
    /// gone the same way.
    mutating func summary() -> String {
        let answers = people.reduce(0) { $0 + $1.answers.count }
        return
            "\(people.count) people, \(answers) answers, \(attempts.count) pushes, \(acknowledged.count) acknowledged, "
            + "\(crashes) crashes, \(clockSteps) clock steps; at \(random.next())"
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func quarters(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) * 900 }

    /// Time passes, mostly by hours; now and then the clock steps, the process dies or a bridge is away.
    private mutating func passTime() async throws {
        switch Int.random(in: 0..<200, using: &random) {
        case 0:
            clockSteps += 1
            await service.move(to: Instant(seconds: now - quarters(1...150)))
        case 1:
            clockSteps += 1
            await service.move(to: Instant(seconds: now + quarters(96...480)))
        case 2...5:
            crashes += 1
            let away = chance(70) ? quarters(0...8) : quarters(0...300)
            try await service.crash(until: Instant(seconds: now + away))
        case 6...10: await service.disconnect(chance(50) ? "chat" : "mail")
        default: await service.move(to: Instant(seconds: now + quarters(1...24)))
        }
        for index in people.indices { people[index].serverLooked(at: now) }
        for bridge in ["chat", "mail"] where !service.isConnected(bridge) && chance(20) {
            await service.connect(bridge)
        }
    }

    /// The platform takes most pushes, some late, refuses some, and of some never says a word.
    private mutating func handlePushes() async throws {
        try await collect(asTimePassed: true)
        let waiting = held
        held = []
        var taken: [Held] = []
        for push in waiting {
            if !chance(50) {
                held.append(push)
            } else if chance(85) {
                taken.append(push)
            } else {
                try await refuse(push)
            }
        }
        await acknowledge(taken)
    }

    /// One `ack` of each bridge for everything its platform took: after each the service looks at all that waits.
    private mutating func acknowledge(_ taken: [Held]) async {
        for push in taken { acknowledged[push.delivery, default: []].append(now) }
        for bridge in ["chat", "mail"] {
            let deliveries = taken.filter { $0.bridge == bridge }.map(\.delivery)
            if !deliveries.isEmpty { await service.tell(.ack(BridgeAck(deliveries: deliveries, id: "a")), on: bridge) }
        }
    }

    /// Reads what was pushed. What came as time passed is held to what people had said before.
    private mutating func collect(asTimePassed: Bool) async throws {
        // A batch says that it is done before it pushes: one more is awaited.
        await service.look()
        for bridge in ["chat", "mail"] {
            for push in try service.pushes(bridge) {
                let held = Held(
                    delivery: push.object["d"] as? String ?? "", user: push.object["user"] as? String ?? "",
                    bridge: bridge)
                look(at: push, held)
                if asTimePassed { lookAtReceiver(held) }
                self.held.append(held)
            }
        }
    }

    private mutating func look(at push: Answer, _ held: Held) {
        let attempt = push.object["attempt"] as? Int ?? 0
        if attempt <= attempts[held.delivery] ?? 0 { complaints.append("attempt \(attempt) of \(held.delivery) again") }
        attempts[held.delivery] = attempt
        let expires = (push.object["expires"] as? String).flatMap { Instant(text: $0) } ?? Instant(seconds: 0)
        if expires.seconds <= now { complaints.append("\(held.delivery) pushed too late") }
    }

    private mutating func lookAtReceiver(_ held: Held) {
        guard let person = places[held.user].map({ people[$0] }) else { return }
        if person.isSuspended { complaints.append("\(held.delivery) pushed to \(held.user), who is suspended") }
        pushed[held.user, default: []].append(
            Pushed(
                delivery: held.delivery, isPaused: person.isPaused(person.calendar.day(at: now)),
                running: person.running))
    }

    /// A push, and what the one who got it had said by then.
    struct Pushed {
        var delivery: String
        var isPaused: Bool
        var running: [Int]
    }

    /// The pushes since the last check, by who got them.
    var pushed: [String: [Pushed]] = [:]

    private mutating func refuse(_ push: Held) async throws {
        let person = places[push.user]
        if chance(20), let person {
            let state: BridgeUser.State = chance(50) ? .left : .blocked
            _ = try await service.ask(.user(BridgeUser(id: "1", user: push.user, state: state)), on: push.bridge)
            people[person].becomesUnreachable(at: now)
        } else if chance(70) {
            let code: BridgeNack.Code = chance(80) ? .temporary : .rateLimited
            await service.tell(.nack(BridgeNack(deliveries: [push.delivery], code: code, id: "n")), on: push.bridge)
        }
    }
}

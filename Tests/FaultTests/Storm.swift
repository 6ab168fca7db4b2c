import Foundation
import YitiCore
import YitiStore
import YitiTestKit

/// A great many subscriptions that fall due in the same minute, as the bridge that is pushed to sees them.
struct Storm {
    private(set) var complaints: [String] = []
    private let count: Int
    private var delivery: [String: String] = [:]
    private var attempts: [String: Int] = [:]
    private var acked: Set<String> = []

    init(_ count: Int) { self.count = count }

    var isDone: Bool { acked.count == count }

    /// Writes people with one subscription each, all due a minute ago; the date they are due on.
    static func prepare(_ data: Scratch, subscriptions count: Int) throws -> Day {
        try DataFolder.change(data) { try prepare(subscriptions: count, $0) }
    }

    /// The same in a transaction, with so many people who have so many each.
    static func prepare(subscriptions count: Int, each: Int = 1, _ transaction: Transaction) throws -> Day {
        let seconds = Int64(Date().timeIntervalSince1970) - 60
        let at = Instant(seconds: seconds - seconds % 60)
        let due = Occurrence(day: Day(number: Int(at.seconds / 86_400)), at: at)
        for number in 1...count { try subscribe("s\(number)", each, due, transaction) }
        return due.day
    }

    private static func subscribe(_ user: String, _ each: Int, _ due: Occurrence, _ transaction: Transaction) throws {
        let before = due.at.advanced(bySeconds: -3_600)
        let person = try transaction.insert(
            Person(id: 0, createdAt: before, calendar: LearningCalendar(zone: "UTC")))
        try transaction.insert(Identity(bridge: "chat", user: user, person: person.id), at: before)
        for number in 1...each {
            var subscription = Subscription(
                id: 0, person: person.id, number: number, address: Address(bridge: "chat", user: user, chat: nil),
                topics: nil, minuteOfDay: Int(due.at.seconds % 86_400 / 60), weekdays: .everyDay, zone: nil,
                createdAt: before)
            subscription.nextOccurrence = due.day
            subscription.nextAt = due.at
            _ = try transaction.insert(subscription)
        }
    }

    /// Takes so many pushes and acknowledges them, but for the last `leaving`; stops early when all are acknowledged.
    mutating func take(_ client: BridgeClient, pushes: Int, leaving: Int) throws {
        var unacked: [String] = []
        var taken = 0
        while taken < pushes && !isDone {
            let push = try client.push()
            for push in [push] + client.takePushes() {
                note(push)
                unacked.append(push.delivery)
                taken += 1
            }
            guard unacked.count > leaving else { continue }
            try acknowledge(Array(unacked.prefix(unacked.count - leaving)), client)
            unacked = Array(unacked.suffix(leaving))
            // Everything the window holds has been left: no more would come.
            if unacked.count >= 256 { return }
        }
    }

    private mutating func note(_ push: Push) {
        if let known = delivery[push.user], known != push.delivery {
            complaints.append("\(push.user) got \(push.delivery) after \(known)")
        }
        if push.attempt <= attempts[push.delivery] ?? 0 {
            complaints.append("\(push.delivery) came again as \(push.attempt)")
        }
        if acked.contains(push.delivery) { complaints.append("\(push.delivery) came after its ack was noted") }
        delivery[push.user] = push.delivery
        attempts[push.delivery] = push.attempt
    }

    private mutating func acknowledge(_ names: [String], _ client: BridgeClient) throws {
        var rest = names[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(256))
            let reply = try client.request(["op": "ack", "d": .array(some.map { .string($0) })])
            guard reply.isOK else { throw KitFailure("ack: \(reply)") }
            acked.formUnion(some)
            rest = rest.dropFirst(256)
        }
    }

    /// The people who have anything but one delivery, acknowledged.
    static func differences(_ data: Scratch, due: Day) throws -> [String] {
        try DataFolder.change(data) { try differences(due: due, $0) }
    }

    /// The same in a transaction, of people who have so many each.
    static func differences(due: Day, each: Int = 1, _ transaction: Transaction) throws -> [String] {
        try transaction.people(after: 0, limit: 1_000_000).compactMap { id in
            let rows = try (-1...1).flatMap { try transaction.deliveries(of: id, on: due.advanced(byDays: $0)) }
            return rows.count == each && rows.allSatisfy { $0.state == .acked } ? nil : "person \(id): \(rows)"
        }
    }
}

import Foundation
import YitiCore
import YitiServer
import YitiStore

/// A folder with a database that is thrown away, and what is written into it before a server opens it.
struct ThrowAway {
    let folder: String
    /// The bridge's token.
    let token = Secrets.token()
    /// The schema that the server's rows are kept in; nil for a file in the folder.
    private let schema: ThrowAwaySchema?

    /// Makes the folder, and the schema when a database is named.
    init(under parent: String, database: String?) throws {
        folder = "\(parent)/yiti-bench-\(getpid())-\(Secrets.code(length: 8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        schema = try database.map { try ThrowAwaySchema(at: $0) }
    }

    /// The address that the server is given; "" for the file in the folder.
    var database: String { schema?.url ?? "" }

    /// The folder that one of several servers keeps its own things in; the first has what is there.
    func folder(ofServer number: Int) throws -> String {
        guard number > 0 else { return folder }
        let own = "\(folder)/server-\(number)"
        try FileManager.default.createDirectory(
            atPath: own, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return own
    }

    /// Takes both away.
    func remove() {
        schema?.remove()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Makes the server's database with the bridge's token, and with people whose one subscription falls due at an instant.
    func prepare(bridge: String, prefix: String, subscribers: Int, dueAt: Instant) throws {
        let store = try schema.map { try Store.open(url: $0.url) } ?? Store.open(path: folder + "/yiti.sqlite")
        try store.write { try $0.saveToken(bridge: bridge, hash: Secrets.hash(token), at: dueAt) }
        try Self.subscribe(subscribers, bridge: bridge, prefix: prefix, dueAt: dueAt, in: store)
        try store.close()
    }

    /// A second database of the same form, closed, for the raw figure.
    func prepareRaw(bridge: String, subscribers: Int, dueAt: Instant) throws -> String {
        let path = folder + "/raw.sqlite"
        let store = try Store.open(path: path)
        try Self.subscribe(subscribers, bridge: bridge, prefix: "raw-", dueAt: dueAt, in: store)
        try store.close()
        return path
    }

    private static func subscribe(
        _ count: Int, bridge: String, prefix: String, dueAt: Instant, in store: Store
    ) throws {
        let day = Day(number: Int(dueAt.seconds / 86_400))
        let minute = Int(dueAt.seconds % 86_400 / 60)
        let created = dueAt.advanced(bySeconds: -86_400)
        for start in stride(from: 0, to: count, by: 10_000) {
            try store.write { transaction in
                for number in start..<min(start + 10_000, count) {
                    try subscribe(
                        prefix + String(number), bridge, Occurrence(day: day, at: dueAt), minute: minute, created,
                        transaction)
                }
            }
        }
    }

    private static func subscribe(
        _ user: String, _ bridge: String, _ due: Occurrence, minute: Int, _ created: Instant, _ transaction: Transaction
    ) throws {
        var somebody = Person(id: 0, createdAt: created, calendar: LearningCalendar(zone: "UTC"))
        somebody.subscriptionsMade = 1
        let address = Address(bridge: bridge, user: user)
        let person = try transaction.welcome(somebody, as: Identity(new: address), at: created).person
        var subscription = Subscription(
            id: 0, person: person.id, number: 1, address: address, topics: nil, minuteOfDay: minute,
            weekdays: WeekdaySet(rawValue: 127), zone: nil, createdAt: created)
        subscription.nextOccurrence = due.day
        subscription.nextAt = due.at
        try transaction.begin(
            subscription,
            ScheduleRecord(
                subscription: 0, generation: 1, minuteOfDay: minute, weekdays: WeekdaySet(rawValue: 127), zone: "UTC",
                from: created))
    }
}

import YitiCore
import YitiStore

/// What a job is about to ask the database, known before its batch begins: where each question is a journey to another process, those of all
/// jobs go together. Nothing depends on it but how long a batch takes.
enum Foresight: Sendable {
    case nothing
    /// A bridge's user says something.
    case request(Address, SpokenInput)
    /// A bridge's platform has taken these pushes.
    case taken([String], bridge: String)
}

/// Has decisions made on files for nothing but what they lack.
struct Rehearsal {
    private let batch: WriteBatch
    private var transaction: Transaction { batch.transaction }
    private var catalog: Catalog { batch.state.services.catalog }

    /// What each person's file will be asked for.
    private typealias Asking = (PersonFile) -> Set<Need>

    /// Nil where it would be worth nothing. In a batch that has failed before each job asks for itself.
    init?(_ batch: WriteBatch) {
        guard !batch.isCareful, batch.transaction.asksFromAfar else { return nil }
        self.batch = batch
    }

    /// Asks at once what jobs will ask.
    func prepare(_ jobs: [Job]) throws {
        var requests: [(address: Address, saying: SpokenInput)] = []
        var taken: [Delivery] = []
        for job in jobs {
            switch job.foresight {
            case .nothing: break
            case .request(let address, let saying): requests.append((address, saying))
            case .taken(let names, let bridge):
                guard let post = batch.posts[bridge] else { break }
                taken += names.compactMap { DeliveryName.id($0).flatMap(post.sent) }
            }
        }
        try prepare(requests, taken)
    }

    private func prepare(_ requests: [(address: Address, saying: SpokenInput)], _ taken: [Delivery]) throws {
        guard requests.count + taken.count > 1 else { return }
        var asking: [Int64: [Asking]] = [:]
        let users = requests.map { (bridge: $0.address.bridge, user: $0.address.user) }
        let people = try transaction.foresee(users: users, deliveries: taken.map(\.id))
        for (request, person) in zip(requests, people) {
            guard let person else { continue }
            let line = RehearsedLine(request.saying, catalog)
            asking[person, default: []].append { needs(of: line, at: request.address, $0) }
        }
        for delivery in taken where delivery.kind != .notice {
            asking[delivery.person, default: []].append { file in
                needs(file, at: delivery.address) { (decision) throws(Pending) in
                    _ = try decision.take(delivery, isOfRoom: false)
                }
            }
        }
        try foresee(asking) { questions, file in questions.reduce(into: []) { $0.formUnion($1(file)) } }
    }

    /// Has people's files looked up, and of each what `needs` says that they lack.
    private func foresee<Item>(_ items: [Int64: Item], _ needs: (Item, PersonFile) -> Set<Need>) throws {
        try transaction.foresee(Array(items.keys)) { file in items[file.person.id].map { needs($0, file) } ?? [] }
    }

    /// Asks at once what firing subscriptions will ask.
    func prepare(firing due: [Subscription]) throws {
        guard due.count > 1 else { return }
        let byPerson = Dictionary(due.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        try foresee(byPerson) { subscription, file in
            let settling = needs(file, at: subscription.address) { (decision) throws(Pending) in
                try decision.settleDays()
            }
            return settling.union(toChoose(file, at: subscription.nextAt ?? batch.now))
        }
    }

    /// Asks at once what sending deliveries will ask.
    func prepare(sending waiting: [Delivery]) throws {
        guard waiting.count > 1 else { return }
        let byPerson = Dictionary(waiting.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        try foresee(byPerson) { delivery, file in
            needs(file, at: delivery.address) { (decision) throws(Pending) in
                _ = try decision.send(delivery)
            }
        }
    }

    private func needs(of rehearsed: RehearsedLine, at address: Address, _ file: PersonFile) -> Set<Need> {
        // In a room it is the room's file as well that is asked.
        guard address.chat == nil else { return [] }
        let today = file.person.calendar.day(at: batch.now, zones: batch.state.services.zones)
        guard let line = rehearsed.line(today) else { return [] }
        // To choose a question for nothing would be dear.
        if case .command(.next) = line { return toChoose(file, at: batch.now) }
        if case .command(.first(let command, then: .next)) = line {
            return needs(of: .command(command), rehearsed.reference, at: address, file)
                .union(toChoose(file, at: batch.now))
        }
        return needs(of: line, rehearsed.reference, at: address, file)
    }

    private func needs(of line: ParsedLine, _ reference: Reference, at address: Address, _ file: PersonFile) -> Set<
        Need
    > {
        needs(file, at: address) { (decision) throws(Pending) in
            try decision.settleDays()
            switch line {
            case .command(let command): _ = try decision.carryOut(command)
            case .text(let text, let rating):
                _ = try decision.text(text, rating: rating, replyingTo: reference)
            case .refused: break
            }
        }
    }

    private func toChoose(_ file: PersonFile, at instant: Instant) -> Set<Need> {
        file.needsToChoose(on: file.person.calendar.day(at: instant, zones: batch.state.services.zones))
    }

    /// What a decision lacks. Subscriptions are left to it: what is due of them is fired before they are looked at. So is who the person
    /// is: others of the batch may change it.
    private func needs(
        _ file: PersonFile, at address: Address?, _ body: (inout Decision) throws(Pending) -> Void
    ) -> Set<Need> {
        var decision = Decision(file, Decider(batch, address: address).moment)
        do throws(Pending) { try body(&decision) } catch {
            if case .needs(let needs) = error { return needs.filter { $0 != .subscriptions && !$0.isVolatile } }
        }
        return []
    }
}

/// What somebody says, read once however often their decision is rehearsed.
private final class RehearsedLine {
    private let saying: SpokenInput
    private let catalog: Catalog
    private var known: (today: Day, line: ParsedLine?)?

    init(_ saying: SpokenInput, _ catalog: Catalog) {
        self.saying = saying
        self.catalog = catalog
    }

    func line(_ today: Day) -> ParsedLine? {
        if let known, known.today == today { return known.line }
        let line: ParsedLine? =
            switch saying {
            case .text(let text, _): catalog.parser.parse(text, today: today)
            case .callback(let callback): (try? catalog.parser.callback(callback).get()).map(ParsedLine.command)
            case .draft: nil
            }
        known = (today, line)
        return line
    }

    var reference: Reference {
        if case .text(_, let reference) = saying { reference } else { .nothing }
    }
}

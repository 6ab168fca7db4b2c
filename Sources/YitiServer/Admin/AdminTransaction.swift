package import YitiCore
package import YitiStore
import YitiWire
import YitiWords

/// Carries out what an operator asks for, inside one transaction.
///
/// `backup` is not for it: a copy can't be made inside a transaction.
package struct AdminTransaction {
    private let request: AdminRequest
    private let transaction: Transaction
    private let services: Services
    private let now: Instant
    /// What it has made of the deployment; nil when it is not about that.
    private(set) var step: DeploymentStep?
    /// Whom it has deleted.
    private(set) var forgotten: Int64?
    /// What was done.
    package private(set) var reply = AdminReply()

    private static let pageLength = 500
    /// People replayed in one transaction: more would hold everybody else up.
    private static let verifiedLength = 20

    /// Does it. Throws ``AdminRefusal`` for what can't be done, and the store's errors.
    package init(
        _ request: AdminRequest, in transaction: Transaction, services: Services, now: Instant
    ) throws {
        self.request = request
        self.transaction = transaction
        self.services = services
        self.now = now
        reply = try run()
    }

    private mutating func run() throws -> AdminReply {
        switch request.operation {
        case .tokenCreate, .tokenRevoke, .reportDone, .clockAccept, .fitApply: try change()
        case .tokenList:
            AdminReply(try transaction.deployment().tokens.map { "\($0.bridge)\t\($0.createdAt.text)" })
        case .userList: try people()
        case .userExport: AdminReply([try UserRecord(record()).text()])
        case .userChart: try chart(of: person())
        case .userForget: try forget(person())
        case .userVerify: try verify()
        case .reportList: try reports()
        case .fit: try DefaultsFit(transaction).reply(isApplied: false)
        case .health: try health()
        case .backup: throw AdminRefusal("a backup can't be made here")
        }
    }

    private mutating func change() throws -> AdminReply {
        switch request.operation {
        case .tokenCreate:
            let (bridge, token) = (try bridge(), Secrets.token())
            let replaces = try apply(.token(bridge: bridge, hash: Secrets.hash(token)))
            return AdminReply([token], note: replaces ? "the token that \(bridge) had before is void" : nil)
        case .tokenRevoke:
            let bridge = try bridge()
            guard try apply(.tokenRevoked(bridge: bridge)) else {
                throw AdminRefusal("the bridge \(bridge) has no token; yiti token list names those that have one")
            }
            return AdminReply(note: "the token of \(bridge) is void")
        case .reportDone:
            let number = request.number ?? 0
            guard try apply(.reportDone(number)) else {
                throw AdminRefusal("there is no report \(number); yiti report list shows those that there are")
            }
            return AdminReply(note: "report \(number) is done")
        case .fitApply:
            let fit = try DefaultsFit(transaction)
            guard !fit.isEmpty else {
                throw AdminRefusal(
                    "nobody here has reviewed anything on a later day, so nothing is set; yiti fit says how many have")
            }
            _ = try apply(
                .memoryDefaults(MemoryTerms(calibration: fit.calibration, retention: services.terms.retention)))
            return fit.reply(isApplied: true)
        default:
            _ = try apply(.clockSeen)
            return AdminReply(["\(now.text) is believed"])
        }
    }

    /// Changes the deployment; false when there was nothing of the kind that it takes away or replaces.
    private mutating func apply(_ change: DeploymentChange) throws -> Bool {
        let step = try transaction.step(change, at: now)
        self.step = step
        return step.isDone
    }

    private func bridge() throws -> String {
        let name = request.name ?? ""
        guard BridgeName.isOne(name) else { throw AdminRefusal("a bridge's name is \(BridgeName.form)") }
        return name
    }

    private func chart(of person: Person) throws -> AdminReply {
        let today = person.calendar.day(at: now, zones: services.zones)
        let answers = try transaction.ratedAnswersByDay(of: person.id, from: today.advanced(byDays: -YearChart.days))
        return AdminReply(YearChart(answers, today: today).lines)
    }

    private func people() throws -> AdminReply {
        let people = try transaction.directory(after: request.after ?? 0, limit: Self.pageLength)
        return AdminReply(
            people.map { Self.line(of: $0.person, $0.places, answers: $0.answers) },
            next: people.count == Self.pageLength ? people.last?.person.id : nil)
    }

    /// `number, made at, answers, identities, name`, separated by tabs.
    private static func line(of person: Person, _ places: Places, answers: Int) -> String {
        let names = places.identities.map { "\($0.bridge):\($0.user)" } + (places.hasKey ? ["key"] : [])
        return [
            String(person.id), person.createdAt.text, String(answers), names.joined(separator: " "), person.name ?? "",
        ].map(\.printable).joined(separator: "\t")
    }

    /// `number, sent at, question, person, text`, separated by tabs.
    private func reports() throws -> AdminReply {
        let reports = try transaction.reports(after: request.after ?? 0, limit: Self.pageLength)
        let lines = reports.map { report in
            [
                String(report.id), report.at.text, report.question ?? "-", report.person.map(String.init) ?? "-",
                report.text,
            ].map(\.printable).joined(separator: "\t")
        }
        return AdminReply(lines, next: reports.count == Self.pageLength ? reports.last?.id : nil)
    }

    /// The person a request names. Throws ``AdminRefusal`` when there is nobody by that name.
    private func person() throws -> Person {
        let name = request.user ?? ""
        guard let person = try PersonName(name).flatMap({ try transaction.person(named: $0) }) else {
            throw AdminRefusal(
                "there is nobody called \(name.printable): name somebody by number (yiti user list) or as bridge:user")
        }
        return person
    }

    private func record() throws -> KeptRecord { try transaction.record(of: person()) }

    /// A page of everybody, or the one who is named: what differs, a line each.
    private func verify() throws -> AdminReply {
        var reply = AdminReply(people: 0)
        let look = { (record: KeptRecord) in
            let differences = Verification(record, zones: services.zones).differences(now: now)
            reply.lines += differences.map { "\(record.person.id)\t\($0)" }
            reply.people = (reply.people ?? 0) + 1
        }
        guard request.user == nil else {
            look(try record())
            return reply
        }
        reply.next = try transaction.forEachRecord(after: request.after ?? 0, limit: Self.verifiedLength, look)
        return reply
    }

    private mutating func forget(_ person: Person) throws -> AdminReply {
        let counts = try transaction.forget(person.id)
        forgotten = person.id
        return AdminReply([
            "deleted \(person.id): \(counts.answers) answers, \(counts.notes) notes, \(counts.bookmarks) bookmarks, "
                + "\(counts.subscriptions) subscriptions, \(counts.identities) identities"
        ])
    }

    private func health() throws -> AdminReply {
        let health = try transaction.health()
        return AdminReply([
            "servers\t\(health.servers?.joined(separator: " ") ?? "")", "now\t\(now.text)",
            "latest_now\t\(health.deployment.latestNow?.text ?? "-")", "bridges\t\(health.deployment.tokens.count)",
            "subscriptions\t\(health.subscriptions)",
        ])
    }
}

extension String {
    /// The string fit for an operator's terminal: what would drive it, turn text or hide in it as `\u{202E}`.
    package var printable: String {
        var printable = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if CharacterClass(scalar) == .plain {
                printable.append(scalar)
            } else {
                printable.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            }
        }
        return String(printable)
    }
}

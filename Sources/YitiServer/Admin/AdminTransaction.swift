package import YitiCore
package import YitiStore
import YitiWire
import YitiWords

/// Carries out what an operator asks for, inside one transaction.
///
/// `backup` is not for it: a copy can't be made inside a transaction.
package enum AdminTransaction {
    private static let pageLength = 500
    /// People replayed in one transaction: more would hold everybody else up.
    private static let verifiedLength = 20

    /// Does it and says what was done. Throws ``AdminRefusal`` for what can't be done, and the store's errors.
    package static func run(
        _ request: AdminRequest, in transaction: Transaction, services: Services, now: Instant
    ) throws -> AdminReply {
        switch request.operation {
        case .tokenCreate: return try createToken(for: bridge(request), transaction, now)
        case .tokenList:
            return AdminReply(try transaction.deployment().tokens.map { "\($0.bridge)\t\($0.createdAt.text)" })
        case .tokenRevoke:
            let bridge = try bridge(request)
            guard try transaction.apply(.tokenRevoked(bridge: bridge), at: now) else {
                throw AdminRefusal("the bridge \(bridge) has no token; yiti token list names those that have one")
            }
            return AdminReply(note: "the token of \(bridge) is void")
        case .userList: return try people(after: request.after ?? 0, transaction)
        case .userExport:
            return AdminReply([try UserRecord(transaction.record(of: person(request, transaction))).text()])
        case .userChart: return try chart(of: person(request, transaction), transaction, services, now)
        case .userForget: return try forget(person(request, transaction), transaction)
        case .reportList: return try reports(after: request.after ?? 0, transaction)
        case .reportDone:
            let number = request.number ?? 0
            guard try transaction.apply(.reportDone(number), at: now) else {
                throw AdminRefusal("there is no report \(number); yiti report list shows those that there are")
            }
            return AdminReply(note: "report \(number) is done")
        case .clockAccept:
            try transaction.apply(.clockSeen, at: now)
            return AdminReply(["\(now.text) is believed"])
        case .fit: return try DefaultsFit(transaction).reply(isApplied: false)
        case .fitApply:
            let fit = try DefaultsFit(transaction)
            guard !fit.isEmpty else {
                throw AdminRefusal(
                    "nobody here has reviewed anything on a later day, so nothing is set; yiti fit says how many have")
            }
            let terms = MemoryTerms(calibration: fit.calibration, retention: services.terms.retention)
            try transaction.apply(.memoryDefaults(terms), at: now)
            return fit.reply(isApplied: true)
        case .health: return try health(transaction, now)
        case .userVerify: return try verify(request, transaction, services, now)
        case .backup: throw AdminRefusal("a backup can't be made here")
        }
    }

    private static func bridge(_ request: AdminRequest) throws -> String {
        let name = request.name ?? ""
        let isName = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard isName, (1...64).contains(name.utf8.count) else {
            throw AdminRefusal("a bridge's name is 1 to 64 letters, digits, dots, hyphens and underscores")
        }
        return name
    }

    private static func createToken(
        for bridge: String, _ transaction: Transaction, _ now: Instant
    ) throws -> AdminReply {
        let token = Secrets.token()
        let replaces = try transaction.apply(.token(bridge: bridge, hash: Secrets.hash(token)), at: now)
        return AdminReply([token], note: replaces ? "the token that \(bridge) had before is void" : nil)
    }

    private static func chart(
        of person: Person, _ transaction: Transaction, _ services: Services, _ now: Instant
    ) throws -> AdminReply {
        let today = person.calendar.day(at: now, zones: services.zones)
        let answers = try transaction.ratedAnswersByDay(of: person.id, from: today.advanced(byDays: -YearChart.days))
        return AdminReply(YearChart(answers, today: today).lines)
    }

    private static func people(after: Int64, _ transaction: Transaction) throws -> AdminReply {
        let people = try transaction.directory(after: after, limit: pageLength)
        return AdminReply(
            people.map { line(of: $0.person, $0.places, answers: $0.answers) },
            next: people.count == pageLength ? people.last?.person.id : nil)
    }

    /// `number, made at, answers, identities, name`, separated by tabs.
    private static func line(of person: Person, _ places: Places, answers: Int) -> String {
        let names = places.identities.map { "\($0.bridge):\($0.user)" } + (places.hasKey ? ["key"] : [])
        return [
            String(person.id), person.createdAt.text, String(answers), names.joined(separator: " "), person.name ?? "",
        ].map(\.printable).joined(separator: "\t")
    }

    /// `number, sent at, question, person, text`, separated by tabs.
    private static func reports(after: Int64, _ transaction: Transaction) throws -> AdminReply {
        let reports = try transaction.reports(after: after, limit: pageLength)
        let lines = reports.map { report in
            [
                String(report.id), report.at.text, report.question ?? "-", report.person.map(String.init) ?? "-",
                report.text,
            ].map(\.printable).joined(separator: "\t")
        }
        return AdminReply(lines, next: reports.count == pageLength ? reports.last?.id : nil)
    }

    /// The person a request names. Throws ``AdminRefusal`` when there is nobody by that name.
    static func person(_ request: AdminRequest, _ transaction: Transaction) throws -> Person {
        let name = request.user ?? ""
        guard let person = try PersonName(name).flatMap({ try transaction.person(named: $0) }) else {
            throw AdminRefusal(
                "there is nobody called \(name.printable): name somebody by number (yiti user list) or as bridge:user")
        }
        return person
    }

    /// A page of everybody, or the one who is named: what differs, a line each.
    private static func verify(
        _ request: AdminRequest, _ transaction: Transaction, _ services: Services, _ now: Instant
    ) throws -> AdminReply {
        var reply = AdminReply(people: 0)
        let look = { (record: KeptRecord) in
            let differences = Verification(record, zones: services.zones).differences(now: now)
            reply.lines += differences.map { "\(record.person.id)\t\($0)" }
            reply.people = (reply.people ?? 0) + 1
        }
        if request.user == nil {
            reply.next = try transaction.forEachRecord(after: request.after ?? 0, limit: verifiedLength, look)
        } else {
            look(try transaction.record(of: person(request, transaction)))
        }
        return reply
    }

    private static func forget(_ person: Person, _ transaction: Transaction) throws -> AdminReply {
        let counts = try transaction.forget(person.id)
        return AdminReply([
            "deleted \(person.id): \(counts.answers) answers, \(counts.notes) notes, \(counts.bookmarks) bookmarks, "
                + "\(counts.subscriptions) subscriptions, \(counts.identities) identities"
        ])
    }

    private static func health(_ transaction: Transaction, _ now: Instant) throws -> AdminReply {
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

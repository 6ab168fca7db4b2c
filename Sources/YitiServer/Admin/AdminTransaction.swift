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
        case .userChart: chart(of: try record())
        case .userForget: try forget()
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

    private func chart(of record: KeptRecord) -> AdminReply {
        let today = record.person.calendar.day(at: now, zones: services.zones)
        let first = today.advanced(byDays: -YearChart.days)
        let rated = record.answers.lazy.map(\.answer).filter { $0.rating != nil && $0.day >= first }
        return AdminReply(YearChart(Dictionary(rated.map { ($0.day, 1) }, uniquingKeysWith: +), today: today).lines)
    }

    private func people() throws -> AdminReply {
        let people = try transaction.directory(after: request.after ?? 0, limit: Self.pageLength)
        var reply = AdminReply(
            people.map(Self.line), next: people.count == Self.pageLength ? people.last?.number : nil)
        let damaged = people.compactMap { line in
            if case .failure(let failure) = line.person { failure.description.printable } else { nil }
        }
        if !damaged.isEmpty { reply.note = damaged.joined(separator: "\n") }
        return reply
    }

    /// `number, made at, answers, identities, name`, separated by tabs; of whom a row can't be read, as much as there is.
    private static func line(_ line: DirectoryLine) -> String {
        let person = try? line.person.get()
        let names =
            line.places.identities.map { "\($0.bridge):\($0.user)" } + (line.places.hasKey ? ["key"] : [])
        return [
            String(line.number), person?.createdAt.text ?? "-", String(line.answers), names.joined(separator: " "),
            person?.name ?? "",
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

    /// Whom a request names. Throws ``AdminRefusal`` for what is nobody's name.
    private func name() throws -> PersonName {
        guard let name = PersonName(request.user ?? "") else { throw nobody }
        return name
    }

    private var nobody: AdminRefusal {
        AdminRefusal(
            """
            there is nobody called \((request.user ?? "").printable): \
            name somebody by number (yiti user list) or as bridge:user
            """)
    }

    /// Looks at everything that is kept of somebody, or with nobody named of a page of everybody; says after whom the next page goes on.
    private func look(
        at name: PersonName?, _ body: (Result<KeptRecord, StoreFailure>) throws -> Void
    ) throws -> Int64? {
        try transaction.forEachRecord(of: name, after: request.after ?? 0, limit: Self.verifiedLength, body)
    }

    /// Everything that is kept of whom a request names.
    private func record() throws -> KeptRecord {
        var found: KeptRecord?
        _ = try look(at: name()) { found = try $0.get() }
        guard let found else { throw nobody }
        return found
    }

    /// A page of everybody, or the one who is named: what differs, or can't be read, a line each.
    private func verify() throws -> AdminReply {
        var reply = AdminReply(people: 0)
        reply.next = try look(at: request.user == nil ? nil : name()) { record in
            switch record {
            case .success(let record):
                let differences = Verification(record, zones: services.zones).differences(now: now)
                reply.lines += differences.map { "\(record.person.id)\t\($0)" }
            case .failure(let failure): reply.lines.append("\(failure.person ?? 0)\t\(failure.message)")
            }
            reply.people = (reply.people ?? 0) + 1
        }
        guard request.user == nil || reply.people != 0 else { throw nobody }
        return reply
    }

    private mutating func forget() throws -> AdminReply {
        guard let (person, counts) = try transaction.forget(name()) else { throw nobody }
        forgotten = person
        return AdminReply([
            "deleted \(person): \(counts.answers) answers, \(counts.notes) notes, \(counts.bookmarks) bookmarks, "
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

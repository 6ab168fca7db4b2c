import YitiCore
import YitiStore
import YitiWords

/// Who somebody is: keys, and identities that become one person.
extension Exchange {
    private static let codeSeconds: Int64 = 600

    /// `/login KEY`, on a person's connection.
    mutating func login(_ key: String) throws -> [Message] {
        guard case .human(let session) = origin else { throw Refusal.humanOnly("login") }
        guard let id = try transaction.person(loginKeyHash: Secrets.hash(key)), let known = try transaction.person(id)
        else {
            isFailedLogin = true
            throw Refusal.wrongKey
        }
        becomes = known
        let asked = try carryOver(to: known)
        let waiting = try transaction.waitingDeliveries(human: id, now: now).count { $0.notBefore <= now }
        if waiting > 0 {
            let line = RemarkWords.text(of: .waiting(waiting)).wording(in: known.reads)
            batch.afterCommit { session.connection.push(HumanPush(lines: [line])) }
        }
        return [.info(.loggedIn(name: known.name, open: asked))]
    }

    /// What a guest was asked on this connection is open to whom they turn out to be.
    private func carryOver(to known: Person) throws -> String? {
        guard file.isGuest, let asked = file.person.loop.current() else { return nil }
        let decider = Decider(batch, address: nil, at: at)
        var own = try decider.file(of: known)
        return try decider.decide(&own) { (decision) throws(Pending) in try decision.bring(asked) }
    }

    /// `/web`: a link to one's own page, with a code that opens it once.
    mutating func webLink() throws -> [Message] {
        guard let url = services.webAddress.url(isLocal: origin.isLocal) else { throw Refusal.noWebAddress }
        let key = try requireAccount()
        let code = Secrets.code(length: Self.webCodeLength)
        try transaction.saveWebCode(
            Secrets.hash(code), person: person.id, expiresAt: now.advanced(bySeconds: Self.codeSeconds))
        return key + [.info(.webLink("\(url)#\(code)"))]
    }

    /// A code has 130 random bits.
    private static let webCodeLength = 26

    /// `/whoami`.
    func whoami() throws -> [Message] {
        guard !file.isGuest else { return [.info(.guest)] }
        let here = address
        var places = try transaction.identities(of: person.id).map { identity in
            KnownIdentity(
                bridge: identity.bridge, user: identity.user, name: identity.name,
                isThis: identity.bridge == here.bridge && identity.user == here.user)
        }
        if try transaction.hasLoginKey(person.id) {
            places.append(KnownIdentity(bridge: "", user: here.user, name: nil, isThis: here.isHuman))
        }
        return [
            .info(
                .whoami(
                    name: person.name, since: person.calendar.day(at: person.createdAt, zones: zones),
                    answers: try transaction.countAnswers(of: person.id), identities: places))
        ]
    }

    /// `/link`: a code to type on another network; `/link CODE` there.
    mutating func link(_ code: String?) throws -> [Message] {
        guard let code else { return try issueLinkCode() }
        var found = try checkedLinkCode(code.lowercased().filter { $0 != "-" && !$0.isWhitespace })
        let key = try requireAccount()
        let here = address
        found.claimant = person.id
        found.claimantAddress = here
        try transaction.save(found)
        try notice(to: found, from: here)
        return key + [.info(.linkAwaits)]
    }

    /// The code that was typed, when it is good: nobody gets an account for a wrong one.
    private func checkedLinkCode(_ typed: String) throws -> LinkCode {
        let here = address
        guard batch.server.mayTryLink(here, at: now) else { throw Refusal.tooFast(retryAfter: 600) }
        guard let found = try transaction.linkCode(typed, at: now), found.claimant == nil || found.claimant == person.id
        else {
            let server = batch.server
            server.countWrongLink(here, at: now)
            batch.onRollback { server.uncountWrongLink(here) }
            throw Refusal.wrongLinkCode
        }
        guard found.person != person.id else { throw Refusal.linkToSelf }
        return found
    }

    /// Makes an account of a guest; the messages give its key.
    private mutating func requireAccount() throws -> [Message] {
        try reply { (decision) throws(Pending) in
            try decision.requireAccount()
            return []
        }
    }

    private mutating func issueLinkCode() throws -> [Message] {
        let key = try requireAccount()
        // 13 letters of 5 bits each: 65 bits.
        let code = LinkCode(
            code: Secrets.code(length: 13), person: person.id, issuer: address,
            expiresAt: now.advanced(bySeconds: Self.codeSeconds))
        try transaction.save(code)
        return key + [.info(.linkCode(code.code))]
    }

    /// Tells the side that issued the code who typed it.
    private func notice(to code: LinkCode, from here: Address) throws {
        let asked = Info.linkClaimed(
            name: person.name, bridge: here.bridge, user: here.isHuman ? "" : here.user)
        let delivery = Delivery(
            person: code.person, subscription: nil, occurrence: nil, kind: .notice, address: code.issuer, question: "",
            pick: nil, remark: InfoWords.facts(of: asked).text, day: today, dueAt: now, notBefore: now,
            expiresAt: code.expiresAt)
        if let written = try transaction.insert(delivery) { Dispatcher.noteNew(written, batch) }
    }

    /// `/link yes`, on the side that issued the code: both become one person.
    mutating func confirmLink() throws -> [Message] {
        guard !file.isGuest, let code = try transaction.linkCode(issuedBy: person.id, at: now),
            let claimant = code.claimant,
            let other = try transaction.person(claimant)
        else { throw Refusal.nothingToConfirm }
        // Nobody is moved to two people at a time, nor while something is read of theirs.
        guard !batch.reads.isHeld(other.id) else { throw Refusal.busy }
        let isOlder = (person.createdAt, person.id) <= (other.createdAt, other.id)
        let (older, younger) = isOlder ? (person, other) : (other, person)
        if let slices = try Linking(batch).slices(older, with: younger, others: [other.id]) {
            // It holds for as long as that takes.
            var held = code
            held.expiresAt = now.advanced(bySeconds: Self.codeSeconds)
            try transaction.save(held)
            throw slices
        }
        let united = try Linking(batch).unite(older, with: younger)
        file = try Decider(batch, address: origin.bridgeAddress).file(of: united)
        becomes = united
        let held = try transaction.subscriptions(of: united.id).count(where: \.isHeld)
        return [.info(.linked(paused: held))]
            + (try reply { (decision) throws(Pending) in try decision.subscriptions() })
    }

    /// `/unlink`: this identity becomes a person of its own, with the subscriptions made here.
    mutating func unlink() throws -> [Message] {
        guard let here = origin.bridgeAddress else { throw Refusal.notLinked }
        let identities = try transaction.identities(of: person.id)
        let hasKey = try transaction.hasLoginKey(person.id)
        guard identities.count > 1 || hasKey else { throw Refusal.notLinked }
        let fresh = try Linking(batch).split(here, from: person)
        file = try Decider(batch, address: here).file(of: fresh)
        return [.info(.unlinked)]
    }

    /// `/forget`: a code first, then everything goes.
    mutating func forget(_ code: String?) throws -> [Message] {
        guard !file.isGuest else { throw Refusal.nothingToForget }
        guard let code else {
            let fresh = Secrets.code(length: 8)
            try transaction.saveForgetCode(
                fresh, person: person.id, expiresAt: now.advanced(bySeconds: Self.codeSeconds))
            return [.info(.forgetCode(fresh, deletes: try transaction.belongings(of: person.id)))]
        }
        guard try transaction.forgetCode(of: person.id, at: now) == code.lowercased() else {
            throw Refusal.wrongForgetCode
        }
        let belongings = try forgetEverything(code)
        becomes = Person.guest(at: now)
        file = PersonFile.blank(Person.guest(at: now), numbers: file.numbers)
        return [.info(.forgotten(belongings))]
    }

    /// Deletes what there is of the person, the most of it by slices.
    private func forgetEverything(_ code: String) throws -> Belongings {
        guard !transaction.isShared else { return try transaction.forget(person.id) }
        let id = person.id
        guard let forgetting = try UnderWay.forgetting(id, transaction) else {
            let mark = UnderWay.Forgetting(belongings: try transaction.belongings(of: id), at: now)
            try UnderWay.mark(mark, of: id, transaction)
            // It holds for as long as that takes.
            try transaction.saveForgetCode(
                code.lowercased(), person: id, expiresAt: now.advanced(bySeconds: Self.codeSeconds))
            throw SlicedWork { batch in
                try batch.transaction.about([id]) {
                    try batch.transaction.forgetSome(of: id, rows: SlicedWork.rows)
                }
            }
        }
        _ = try transaction.forget(id)
        try UnderWay.endForgetting(id, transaction)
        return forgetting.belongings
    }
}

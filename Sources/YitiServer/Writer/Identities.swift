import YitiCore
import YitiStore
import YitiWords

/// Who somebody is: keys, and identities that become one person. What is decided is in the core, and what becomes of it in the store.
extension Exchange {
    /// `/login KEY`, on a person's connection.
    mutating func login(_ key: String) throws -> [Message] {
        guard case .human(let session) = origin else { throw Refusal.humanOnly("login") }
        let decider = Decider(batch, address: nil, at: at)
        guard let id = try batch.person(by: .loginKey(Secrets.hash(key)))?.id, var known = try decider.file(of: id)
        else { throw Refusal.wrongKey }
        var asked = file.isGuest ? file.person.loop.current() : nil
        // A page asks its guest by itself: that does not take the place of a question of their own.
        if session.isBrowser, asked?.hints == 0, asked?.revealed == false, known.person.loop.current() != nil {
            asked = nil
        }
        let messages = try decider.decide(&known) { (decision) throws(Pending) in try decision.welcome(with: asked) }
        becomes = known.person
        let account = try decider.read(known) { (decision) throws(Pending) in try decision.account() }
        if let waiting = account?.waiting, waiting > 0 {
            let line = RemarkWords.text(of: .waiting(waiting)).wording(in: known.person.reads)
            batch.afterCommit { session.connection.push(HumanPush(lines: [line])) }
        }
        signsIn = true
        return messages
    }

    /// `/web`: a link to one's own page.
    mutating func webLink() throws -> [Message] {
        let url = services.webAddress.url(isLocal: origin.isLocal)
        return try reply { (decision) throws(Pending) in try decision.webLink(to: url) }
    }

    /// `/link CODE`: tells the side that issued the code who typed it.
    mutating func claimLink(_ code: String) throws -> [Message] {
        let wait = batch.server.waitForLink(codePlace, at: now)
        let (claim, preface) = try decideWithPreface { (decision) throws(Pending) in
            try decision.claimLink(code, retryAfter: wait)
        }
        var notice = claim.notice
        notice.remark = InfoWords.facts(of: claim.question).text
        try Dispatcher.write([notice], batch)
        return preface + [.info(.linkAwaits)]
    }

    /// Where codes are tried from. Guests have no name that tells them apart, and all own connections are no bridge: of those it is the network
    /// they come from, so that nobody can use up what others may try.
    private var codePlace: Address {
        guard case .human = origin else { return address }
        return Address(bridge: "from \(source)", user: file.isGuest ? "" : "\(person.id)")
    }

    /// `/link confirm`, on the side that issued the code: both become one person, the most of it by slices.
    mutating func confirmLink() throws -> [Message] {
        let link = try decide { (decision) throws(Pending) in try decision.confirmLink() }
        // Nobody is moved to two people at a time, nor while something is read of theirs.
        guard !batch.reads.isHeld(link.other) else { throw Refusal.busy }
        guard let (union, united) = try transaction.unite(link, at: now, zones: zones) else {
            let slicing = Slicing.uniting(older: link.older.id, younger: link.younger.id)
            throw SlicedWork(others: [link.other], slicing: slicing)
        }
        try batch.moveConnections(of: union.former, to: union.person)
        file = united
        becomes = union.person
        return try reply { (decision) throws(Pending) in try decision.welcomeUnited() }
    }

    /// `/unlink`: this identity becomes a person of its own.
    mutating func unlink() throws -> [Message] {
        let split = try decide { (decision) throws(Pending) in try decision.unlink() }
        file = try batch.file(of: split.fresh.id) ?? file
        return [.info(.unlinked)]
    }

    /// `/forget CODE`: everything goes, the most of it by slices.
    mutating func confirmForget(_ code: String) throws -> [Message] {
        let end = try decide { (decision) throws(Pending) in try decision.confirmForget(code) }
        let id = person.id
        guard let belongings = try transaction.forget(id, holding: code.lowercased(), until: end, at: now) else {
            throw SlicedWork(slicing: .forgetting(id))
        }
        lastLanguage = person.reads
        file = PersonFile.guest(at: now)
        becomes = file.person
        return [.info(.forgotten(belongings))]
    }

    /// What a refusal leaves of who somebody is: wrong codes are counted, and after a wrong key the next one waits.
    mutating func note(_ refusal: Refusal) {
        switch refusal.reason {
        case .identity(.wrongKey): isFailedLogin = true
        case .identity(.wrongLinkCode):
            let (server, here) = (batch.server, codePlace)
            server.countWrongLink(here, at: now)
            batch.onRollback { server.uncountWrongLink(here) }
        default: break
        }
    }
}

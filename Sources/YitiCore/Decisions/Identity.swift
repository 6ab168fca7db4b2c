/// Who somebody is: codes and keys, and identities that become one person or leave one.
extension Decision {
    private static let codeSeconds: Int64 = 600
    /// 13 letters of 5 bits each: 65 bits.
    private static let linkCodeLength = 13
    /// A code of 130 random bits.
    private static let webCodeLength = 26
    private static let forgetCodeLength = 8

    private var codeEnds: Instant { now.advanced(bySeconds: Self.codeSeconds) }

    /// `/login` with a good key, on the file of whom it is for: what they were asked as a guest is open to them.
    package mutating func welcome(with asked: OpenQuestion?) throws(Pending) -> [Message] {
        let open: String? = if let asked { try bring(asked) } else { nil }
        return [.info(.loggedIn(name: person.name, open: open))]
    }

    /// `/whoami`.
    func whoami() throws(Pending) -> [Message] {
        guard !file.isGuest else { return [.info(.guest)] }
        let (here, known) = (address, try file.places())
        var places = known.identities.map { identity in
            KnownIdentity(
                bridge: identity.bridge, user: identity.user, name: identity.name,
                isThis: identity.bridge == here.bridge && identity.user == here.user)
        }
        if known.hasKey {
            let direct = Address.human(person.id)
            places.append(KnownIdentity(bridge: direct.bridge, user: direct.user, name: nil, isThis: here.isHuman))
        }
        let since = person.calendar.day(at: person.createdAt, zones: zones)
        return [
            .info(.whoami(name: person.name, since: since, answers: try file.answerCount(), identities: places))
        ]
    }

    /// `/web`: a link to one's own page, with a code that opens it once; `url` is nil where the page has no address.
    package mutating func webLink(to url: String?) throws(Pending) -> [Message] {
        guard let url else { throw .refused(.noWebAddress) }
        try requireAccount()
        let code = moment.secret(Self.webCodeLength)
        file.record(.webCode(hash: moment.hash(code), expiresAt: codeEnds))
        return [.info(.webLink("\(url)#\(code)"))]
    }

    /// Another key, of which only the hash is known here; the ones before it are void.
    package mutating func replaceKey(with hash: [UInt8]) { file.record(.keyReplaced(hash: hash)) }

    /// `/link`: a code to type on another network.
    mutating func issueLinkCode() throws(Pending) -> [Message] {
        try requireAccount()
        let code = LinkCode(
            code: moment.secret(Self.linkCodeLength), person: person.id, issuer: address, expiresAt: codeEnds)
        file.record(.linkCode(code))
        return [.info(.linkCode(code.code))]
    }

    /// `/link CODE`, on the other network; nobody gets an account for a wrong one. With `retryAfter` seconds to wait another
    /// code from here is not looked at yet.
    package mutating func claimLink(_ typed: String, retryAfter wait: Int?) throws(Pending) -> LinkClaim {
        if let wait { throw .refused(.tooFast(retryAfter: wait)) }
        let letters = typed.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        guard var code = try file.typedCode(letters, at: now), code.claimant == nil || code.claimant == person.id else {
            throw .refused(.wrongLinkCode)
        }
        guard code.person != person.id else { throw .refused(.linkToSelf) }
        try requireAccount()
        code.claimant = person.id
        code.claimantAddress = address
        file.record(.linkCode(code))
        let question = Info.linkClaimed(
            name: person.name, bridge: address.bridge, user: address.isHuman ? "" : address.user)
        let notice = Delivery(
            person: code.person, subscription: nil, occurrence: nil, kind: .notice, address: code.issuer, question: "",
            pick: nil, day: today, dueAt: now, notBefore: now, expiresAt: code.expiresAt)
        return LinkClaim(question: question, notice: notice)
    }

    /// `/link confirm`, on the side that issued the code.
    package func confirmLink() throws(Pending) -> ConfirmedLink {
        guard !file.isGuest else { throw .refused(.nothingToConfirm) }
        let codes = try file.codes(at: now)
        guard var code = codes.link, let other = codes.claimant else { throw .refused(.nothingToConfirm) }
        let isOlder = (person.createdAt, person.id) <= (other.createdAt, other.id)
        code.expiresAt = codeEnds
        return ConfirmedLink(
            older: isOlder ? person : other, younger: isOlder ? other : person, other: other.id, code: code)
    }

    /// The reply to `/link confirm`, on the file of whom both have become.
    package mutating func welcomeUnited() throws(Pending) -> [Message] {
        let held = try file.standing.get(.subscriptions).count(where: \.isHeld)
        return [.info(.linked(paused: held))] + (try subscriptions())
    }

    /// `/unlink`: this identity becomes a person of its own, with the settings as they are and the subscriptions made here. What they were
    /// until now stays with the one who had them: their days follow from it.
    package mutating func unlink() throws(Pending) -> Split {
        let places = try file.places()
        guard let here = moment.address else {
            throw .refused(places.identities.isEmpty ? .notLinked : .unlinkedElsewhere)
        }
        guard places.identities.count > 1 || places.hasKey else { throw .refused(.notLinked) }
        let own = try file.standing.get(.subscriptions).filter {
            $0.address.bridge == here.bridge && $0.address.user == here.user
        }
        var fresh = Person.guest(at: now)
        fresh.id = file.numbers.nextPerson()
        fresh.takeSettings(of: person)
        var split = Split(former: person.id, address: here, fresh: fresh)
        for subscription in own {
            split.handOver(subscription, as: file.numbers.nextSubscription(), at: now, zones)
        }
        log(.link)
        file.record(.split(split))
        return split
    }

    /// `/forget`: a code, and what would go.
    mutating func askToForget() throws(Pending) -> [Message] {
        guard !file.isGuest else { throw .refused(.nothingToForget) }
        let code = moment.secret(Self.forgetCodeLength)
        let belongings = try file.belongings()
        file.record(.forgetCode(code, expiresAt: codeEnds))
        return [.info(.forgetCode(code, deletes: belongings))]
    }

    /// `/forget CODE`: says until when the code holds, once everything has begun to go.
    package func confirmForget(_ code: String) throws(Pending) -> Instant {
        guard !file.isGuest else { throw .refused(.nothingToForget) }
        guard try file.codes(at: now).forget == code.lowercased() else { throw .refused(.wrongForgetCode) }
        return codeEnds
    }
}

/// A link code was typed: its issuer is asked.
package struct LinkClaim: Sendable {
    /// What the issuer is asked.
    package var question: Info
    /// What brings it, without its words.
    package var notice: Delivery
}

/// Two people who become one, since both sides said so.
package struct ConfirmedLink: Sendable {
    package var older: Person
    package var younger: Person
    /// The one who typed the code.
    package var other: Int64
    /// The code, as long as it takes.
    package var code: LinkCode
}

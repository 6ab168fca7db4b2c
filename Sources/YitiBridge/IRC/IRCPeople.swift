/// Under which nickname an account was seen last: where to look for it first, and no proof.
struct IRCPeople: Hashable, Sendable {
    private var nicks: [String: String] = [:]
    /// When the network last said that the nickname has the account, in seconds since 1970.
    private var seenAt: [String: Double] = [:]
    /// For so many seconds a nickname is taken to be the account's.
    private static let believedSeconds = 10.0
    private static let maxNicks = 100_000

    /// The network says who somebody is.
    mutating func note(_ person: IRCPerson, now: Double) {
        guard let account = person.account.map(IRCName.folded) else { return forget(nick: person.nick) }
        if nicks.count >= Self.maxNicks, nicks[account] == nil {
            nicks = [:]
            seenAt = [:]
        }
        nicks[account] = person.nick
        seenAt[account] = now
    }

    /// A nickname has no account any more.
    mutating func forget(nick: String) {
        let folded = IRCName.folded(nick)
        for (account, known) in nicks where IRCName.folded(known) == folded { seenAt[account] = nil }
    }

    mutating func rename(from old: String, to new: String) {
        let folded = IRCName.folded(old)
        for (account, known) in nicks where IRCName.folded(known) == folded { nicks[account] = new }
    }

    /// The nicknames that an account may have, the likeliest first.
    func candidates(of account: String) -> [String] {
        let known = nicks[account]
        return [known, account == known.map(IRCName.folded) ? nil : account].compactMap { $0 }
    }

    /// The nickname of an account that need not be asked for again.
    func believed(_ account: String, now: Double) -> String? {
        guard let seen = seenAt[account], (0...Self.believedSeconds).contains(now - seen) else { return nil }
        return nicks[account]
    }
}

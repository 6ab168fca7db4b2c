/// Under which nickname an account was seen last: where to look for it first, and no proof.
struct IRCPeople: Hashable, Sendable {
    private var nicks: [String: String] = [:]
    /// Who has a nickname as far as the network has told: one account at a time.
    private var holders: [String: Holder] = [:]

    private struct Holder: Hashable {
        let account: String
        /// When the network last said so, in seconds since 1970.
        let seenAt: Double
    }

    /// For so many seconds a nickname is taken to be the account's that nobody tells us of.
    private static let believedSeconds = 10.0
    /// In which of our channels nicknames are, where the network tells what becomes of them there.
    private var channels: [String: Set<String>] = [:]
    private static let maxNicks = 100_000

    /// The network says who somebody is.
    mutating func note(_ person: IRCPerson, now: Double) {
        // Whoever had the nickname before has it no more.
        forget(nick: person.nick)
        guard let account = person.account.map(IRCName.folded) else { return }
        if nicks.count >= Self.maxNicks, nicks[account] == nil {
            nicks = [:]
            holders = [:]
        }
        if let known = nicks[account].map(IRCName.folded), holders[known]?.account == account { holders[known] = nil }
        nicks[account] = person.nick
        holders[IRCName.folded(person.nick)] = Holder(account: account, seenAt: now)
    }

    /// A nickname has no account any more.
    mutating func forget(nick: String) { holders[IRCName.folded(nick)] = nil }

    /// A nickname is in one of our channels.
    mutating func enter(_ nick: String, _ channel: String) {
        channels[IRCName.folded(nick), default: []].insert(IRCName.folded(channel))
    }

    /// It is out of it, or of all of them for nil.
    mutating func leave(_ nick: String, _ channel: String?) {
        let folded = IRCName.folded(nick)
        if let channel { channels[folded]?.remove(IRCName.folded(channel)) }
        if channel == nil || channels[folded]?.isEmpty ?? false { channels[folded] = nil }
    }

    /// We are out of a channel, and hear of nobody there any more.
    mutating func loseSight(of channel: String) {
        for nick in channels.keys { leave(nick, channel) }
    }

    /// The connection is gone: whatever was known may have changed since.
    mutating func loseSight() {
        channels = [:]
        holders = [:]
    }

    /// Somebody has another nickname; whoever was known by it before is not there under it.
    mutating func rename(from old: String, to new: String) {
        let folded = IRCName.folded(old)
        channels[IRCName.folded(new)] = channels.removeValue(forKey: folded)
        holders[IRCName.folded(new)] = holders.removeValue(forKey: folded)
        for (account, known) in nicks where IRCName.folded(known) == folded { nicks[account] = new }
    }

    /// The nicknames that an account may have, the likeliest first.
    func candidates(of account: String) -> [String] {
        let known = nicks[account]
        return [known, account == known.map(IRCName.folded) ? nil : account].compactMap { $0 }
    }

    /// The nickname of an account that need not be asked for again.
    func believed(_ account: String, now: Double) -> String? {
        guard let nick = nicks[account], let holder = holders[IRCName.folded(nick)], holder.account == account else {
            return nil
        }
        let isTold = channels[IRCName.folded(nick)] != nil
        return isTold || (0...Self.believedSeconds).contains(now - holder.seenAt) ? nick : nil
    }
}

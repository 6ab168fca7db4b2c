/// Under which nickname an account was seen last: where to look for it first, and no proof.
struct IRCPeople: Hashable, Sendable {
    /// Which names are the same.
    var casing = IRCCasing.rfc1459
    private var nicks: [String: String] = [:]
    /// Who has a nickname as far as the network has told: one account at a time.
    private var holders: [String: Holder] = [:]

    private struct Holder: Hashable {
        let account: String
        /// When the network last said so, in seconds since 1970.
        let seenAt: Double
    }

    /// For so many seconds a nickname is taken to be the account's, where the network watches it: a change of hands is told at once.
    private static let believedSeconds = 10.0
    /// In which of our channels nicknames are, where the network tells what becomes of them there.
    private var channels: [String: Set<String>] = [:]
    /// The nicknames that the network watches for us, the oldest first.
    private var watched: [String] = []
    private static let maxNicks = 100_000

    /// The network says who somebody is.
    mutating func note(_ person: IRCPerson, now: Double) {
        // Whoever had the nickname before has it no more.
        forget(nick: person.nick)
        guard let account = person.account.map(casing.folded) else { return }
        if nicks.count >= Self.maxNicks, nicks[account] == nil {
            nicks = [:]
            holders = [:]
        }
        if let known = nicks[account].map(casing.folded), holders[known]?.account == account { holders[known] = nil }
        nicks[account] = person.nick
        holders[casing.folded(person.nick)] = Holder(account: account, seenAt: now)
    }

    /// A nickname has no account any more.
    mutating func forget(nick: String) { holders[casing.folded(nick)] = nil }

    /// The network is to watch a nickname, for which it lets go of another when it has its fill; what is to be said to it.
    mutating func watch(_ nick: String, limit: Int) -> [IRCMessage] {
        let folded = casing.folded(nick)
        guard limit > 0, !watched.contains(folded) else { return [] }
        let dropped = watched.count >= limit ? watched.removeFirst() : nil
        watched.append(folded)
        return (dropped.map { [IRCMessage("MONITOR", "-", $0)] } ?? []) + [IRCMessage("MONITOR", "+", nick)]
    }

    /// The network does not watch a nickname any more.
    mutating func unwatch(_ nick: String) { watched.removeAll { $0 == casing.folded(nick) } }

    /// The nickname that an account had when it was seen last, at an earlier time.
    mutating func recall(_ account: String, _ nick: String) { nicks[account] = nick }

    /// The nickname to remember of an account: none where it is the account's name.
    func remembered(of account: String) -> String {
        nicks[account].flatMap { casing.folded($0) == account ? nil : $0 } ?? ""
    }

    /// A nickname is in one of our channels.
    mutating func enter(_ nick: String, _ channel: String) {
        channels[casing.folded(nick), default: []].insert(casing.folded(channel))
    }

    /// It is out of it, or of all of them for nil.
    mutating func leave(_ nick: String, _ channel: String?) {
        let folded = casing.folded(nick)
        if let channel { channels[folded]?.remove(casing.folded(channel)) }
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
        watched = []
    }

    /// Somebody has another nickname; whoever was known by it before is not there under it.
    mutating func rename(from old: String, to new: String) {
        let folded = casing.folded(old)
        channels[casing.folded(new)] = channels.removeValue(forKey: folded)
        holders[casing.folded(new)] = holders.removeValue(forKey: folded)
        for (account, known) in nicks where casing.folded(known) == folded { nicks[account] = new }
    }

    /// The nicknames that an account may have, the likeliest first.
    func candidates(of account: String) -> [String] {
        let known = nicks[account]
        return [known, account == known.map(casing.folded) ? nil : account].compactMap { $0 }
    }

    /// The nickname of an account that need not be asked for again.
    func believed(_ account: String, now: Double) -> String? {
        guard let nick = nicks[account], let holder = holders[casing.folded(nick)], holder.account == account else {
            return nil
        }
        let folded = casing.folded(nick)
        if channels[folded] != nil { return nick }
        return watched.contains(folded) && (0...Self.believedSeconds).contains(now - holder.seenAt) ? nick : nil
    }
}

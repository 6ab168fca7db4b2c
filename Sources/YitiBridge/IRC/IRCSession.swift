/// One connection to an IRC network as a state machine: a line in, actions out.
struct IRCSession: Sendable {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        case send(IRCMessage)
        /// The network lets us in, under this nickname.
        case ready(nick: String)
        /// Somebody wrote, in private (`to` is nil) or in a channel.
        case said(text: String, by: IRCPerson, to: String?, id: String?, sentAt: Double? = nil)
        /// A nickname belongs to an account now; nil when to none.
        case account(nick: String, String?)
        /// We are in a channel.
        case joined(String)
        /// Somebody is in one of our channels: what becomes of them is told to us.
        case entered(nick: String, channel: String)
        /// Somebody is out of it; of all of them for nil.
        case left(nick: String, channel: String?)
        /// Somebody has another nickname.
        case renamed(from: String, to: String)
        /// Somebody came or went under nicknames that the network watches for us (`MONITOR`): whoever had them may have them no more.
        case changedHands([String])
        /// The network watches no more nicknames, not these either.
        case unwatched([String])
        /// Who asked under a token: somebody of that nickname and account is there.
        case found(token: String, IRCPerson)
        /// What was asked under a token is answered whole.
        case fence(String)
        /// The network has shown a message that was sent under a label.
        case shown(label: String, id: String?)
        /// The network is done with a message that was sent under a label. Where it has not shown the message it means to show none.
        case done(label: String)
        /// The network did not take what was sent to a nickname or channel, perhaps under a label.
        case failed(target: String, label: String?, Failure)
        /// We write too fast for the network.
        case flooded(String)
        /// Something of the network's is missing that may be back later: connect again.
        case away(String)
        /// It goes on, without something.
        case warned(String)
        /// No repetition mends it.
        case refused(String)
        /// The network can't do what the configuration asks of it.
        case unfit(String)
    }

    enum Failure: Hashable, Sendable {
        case offline
        case hurried
        case blocked
        case gone
        /// It does not say whether it ever will.
        case declined(String)
    }

    /// Who somebody is.
    enum Identity: String, Sendable {
        /// The account that the network's services know them by.
        case account
        /// The nickname, which anybody may take.
        case nick
    }

    /// How it presents itself.
    struct Login: Sendable {
        var nick: String
        var identity = Identity.nick
        var serverPassword: String?
        /// With SASL PLAIN.
        var account: String?
        var password: String?
        /// With SASL EXTERNAL: the certificate of the connection speaks for it.
        var hasCertificate = false
        var channels: [String]

        var mechanism: String? { hasCertificate ? "EXTERNAL" : password.map { _ in "PLAIN" } }
    }

    let login: Login
    var nick: String
    /// How others see us behind the nickname: `user@host`; nil until it is known.
    private(set) var mask: String?
    private(set) var isReady = false
    private var wasRefusedNickname = false
    /// What the network does for us, and may do.
    var capabilities = IRCCapabilities()
    /// How many nicknames the network watches for us (`MONITOR`); 0 where it can't.
    private(set) var maxWatched = 0
    private var labels = IRCLabels()
    /// Which names are the same.
    private(set) var casing: IRCCasing

    /// `casing` is the network's as far as it is known; it will say itself.
    init(_ login: Login, casing: IRCCasing = .rfc1459) {
        self.login = login
        self.casing = casing
        nick = login.nick
    }

    /// Whether a message comes back under its label.
    var hasReceipts: Bool { capabilities.granted.isSuperset(of: ["echo-message", "labeled-response"]) }

    /// Whether the network tells whose account changes in our channels.
    var seesAccounts: Bool { capabilities.granted.isSuperset(of: ["account-notify", "extended-join"]) }

    /// Whether people are known by their accounts.
    var asksAccounts: Bool { login.identity == .account }

    /// What is said first.
    var greeting: [IRCMessage] {
        var lines = [IRCMessage("CAP", "LS", "302")]
        if let password = login.serverPassword { lines.append(IRCMessage("PASS", password)) }
        return lines + [IRCMessage("NICK", nick), IRCMessage("USER", "yiti", "0", "*", "Yiti, one question a day")]
    }

    /// Takes a line of the network's.
    mutating func take(_ heard: IRCMessage) -> [Action] {
        let message = labels.labelled(heard)
        let parameters = message.parameters
        seeOwnMask(message)
        switch message.command {
        case "PING": return [.send(IRCMessage("PONG", parameters.last ?? ""))] + ownNick
        case "PONG": return parameters.last.map { [.fence($0)] } ?? []
        case "CAP": return negotiate(parameters)
        case "AUTHENTICATE": return authenticate(parameters)
        case "902", "903", "904", "905", "906", "907", "908": return sasl(message.command, parameters)
        case "464", "465": return [.refused(parameters.last ?? message.command)]
        case "ERROR": return parameters.last.map { $0.lowercased().contains("flood") ? [.flooded($0)] : [] } ?? []
        case "433" where !isReady, "436" where !isReady, "437" where !isReady:
            nick += "_"
            return [.send(IRCMessage("NICK", nick))]
        case "432" where !isReady: return nicknameRefused()
        case "001": return welcome(parameters.first)
        case "005":
            readSupport(parameters)
            return []
        case "BATCH": return labels.take(message).map { [.done(label: $0)] } ?? []
        case "PRIVMSG": return said(message)
        default: return people(message) ?? failure(message)
        }
    }

    /// Services may hold a nickname back for a while, and that is said as of one that is none. Then the next one is taken.
    private mutating func nicknameRefused() -> [Action] {
        guard nick != login.nick else {
            wasRefusedNickname = true
            nick += "_"
            return [.send(IRCMessage("NICK", nick))]
        }
        return wasRefusedNickname ? [.unfit("the network takes no nickname \(login.nick)")] : []
    }

    /// A nickname that was taken when we came, perhaps by our own older connection, is tried again now and then.
    private var ownNick: [Action] {
        isReady && !same(nick, login.nick) ? [.send(IRCMessage("NICK", login.nick))] : []
    }

    /// A network that names no limit for `MONITOR` is asked for no more than this.
    private static let usualWatched = 100

    private mutating func readSupport(_ parameters: [String]) {
        for word in parameters where word == "MONITOR" || word.hasPrefix("MONITOR=") {
            maxWatched = min(Self.usualWatched, Int(word.dropFirst("MONITOR=".count)) ?? Self.usualWatched)
        }
        for word in parameters where word.hasPrefix("CASEMAPPING=") {
            casing = IRCCasing(token: word.dropFirst("CASEMAPPING=".count))
        }
    }

    private mutating func welcome(_ name: String?) -> [Action] {
        isReady = true
        nick = name ?? nick
        guard login.identity == .nick || capabilities.granted.contains("account-tag") else {
            if capabilities.offered["account-tag"] != nil { return [.away("the network refuses account-tag for now")] }
            return [
                .unfit(
                    "the network does not say who is logged in (account-tag); identity: nick takes people by their nickname, which is unsafe"
                )
            ]
        }
        let asked = [IRCMessage("USERHOST", nick)] + login.channels.map { IRCMessage("JOIN", $0) }
        return asked.map(Action.send) + [.ready(nick: nick)]
    }

    /// Our own lines and some replies tell what others see before ours.
    private mutating func seeOwnMask(_ message: IRCMessage) {
        let parameters = message.parameters
        switch message.command {
        case "302":
            guard let host = parameters.last?.split(separator: "=").last?.dropFirst() else { return }
            mask = host.trimmingPrefix(while: \.isWhitespace).prefix { $0 != " " }.description
        case "396" where parameters.count >= 2: mask = "\(mask?.prefix { $0 != "@" } ?? "yiti")@\(parameters[1])"
        case "CHGHOST" where same(message.nick, nick) && parameters.count >= 2:
            mask = parameters.prefix(2).joined(separator: "@")
        default:
            guard same(message.nick, nick), let source = message.source, source.contains("!") else { return }
            mask = source.split(separator: "!", maxSplits: 1).last.map(String.init)
        }
    }

    /// The octets that a message to somebody may have: 512 with what others see before it and the end of the line.
    func room(to target: String) -> Int {
        let seen = mask.map { nick.utf8.count + $0.utf8.count } ?? Self.maxSource
        return max(100, 512 - seen - target.utf8.count - ":! PRIVMSG  :\r\n".utf8.count)
    }

    /// A nickname of 30 octets, a user of 11, a host of 63.
    private static let maxSource = 105

    func same(_ one: String?, _ other: String) -> Bool { one.map(casing.folded) == casing.folded(other) }
}

internal import Foundation

/// One connection to an IRC network as a state machine: a line in, actions out.
struct IRCSession: Sendable {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        case send(IRCMessage)
        /// The network lets us in, under this nickname.
        case ready(nick: String)
        /// Somebody wrote, in private (`to` is nil) or in a channel.
        case said(text: String, by: String, to: String?, id: String?)
        /// Our fence has come back.
        case fence(String)
        /// The network did not take what was sent to a nickname or channel.
        case failed(target: String, Failure)
        /// No repetition mends it.
        case refused(String)
    }

    enum Failure: Hashable, Sendable {
        case offline
        case blocked
        case gone
    }

    /// How it presents itself.
    struct Login: Sendable {
        var nick: String
        var serverPassword: String?
        /// With SASL PLAIN.
        var account: String?
        var password: String?
        var channels: [String]
    }

    private let login: Login
    private(set) var nick: String
    private var isReady = false
    private var offered: Set<String> = []
    private static let wanted: Set<String> = ["message-tags", "server-time", "account-tag"]

    init(_ login: Login) {
        self.login = login
        nick = login.nick
    }

    /// What is said first.
    var greeting: [IRCMessage] {
        var lines = [IRCMessage("CAP", "LS", "302")]
        if let password = login.serverPassword { lines.append(IRCMessage("PASS", password)) }
        return lines + [IRCMessage("NICK", nick), IRCMessage("USER", "yiti", "0", "*", "Yiti, one question a day")]
    }

    /// Takes a line of the network's.
    mutating func take(_ message: IRCMessage) -> [Action] {
        let parameters = message.parameters
        switch message.command {
        case "PING": return [.send(IRCMessage("PONG", parameters.last ?? ""))]
        case "PONG": return parameters.last.map { [.fence($0)] } ?? []
        case "CAP": return capabilities(parameters)
        case "AUTHENTICATE": return authenticate(parameters)
        case "903": return [.send(IRCMessage("CAP", "END"))]
        case "902", "904", "905", "906": return [.refused("SASL: \(parameters.last ?? "")")]
        case "464", "465": return [.refused(parameters.last ?? message.command)]
        case "433" where !isReady:
            nick += "_"
            return [.send(IRCMessage("NICK", nick))]
        case "001":
            isReady = true
            nick = parameters.first ?? nick
            return login.channels.map { .send(IRCMessage("JOIN", $0)) } + [.ready(nick: nick)]
        case "NICK" where same(message.nick, nick):
            nick = parameters.first ?? nick
            return [.ready(nick: nick)]
        case "PRIVMSG": return said(message)
        case "401": return parameters.dropFirst().first.map { [.failed(target: $0, .offline)] } ?? []
        case "716": return parameters.dropFirst().first.map { [.failed(target: $0, .blocked)] } ?? []
        case "403", "404", "442": return parameters.dropFirst().first.map { [.failed(target: $0, .gone)] } ?? []
        default: return []
        }
    }

    private mutating func capabilities(_ parameters: [String]) -> [Action] {
        guard parameters.count >= 3 else { return [] }
        switch parameters[1] {
        case "LS":
            offered.formUnion((parameters.last ?? "").split(separator: " ").map { String($0.prefix { $0 != "=" }) })
            // `*` says that more lines follow.
            if parameters.count > 3, parameters[2] == "*" { return [] }
            var asked = Self.wanted.intersection(offered)
            if login.password != nil, offered.contains("sasl") { asked.insert("sasl") }
            guard !asked.isEmpty else { return [.send(IRCMessage("CAP", "END"))] }
            return [.send(IRCMessage("CAP", "REQ", asked.sorted().joined(separator: " ")))]
        case "ACK" where (parameters.last ?? "").split(separator: " ").contains("sasl"):
            return [.send(IRCMessage("AUTHENTICATE", "PLAIN"))]
        case "ACK", "NAK": return isReady ? [] : [.send(IRCMessage("CAP", "END"))]
        default: return []
        }
    }

    private func authenticate(_ parameters: [String]) -> [Action] {
        guard parameters.first == "+", let password = login.password else { return [] }
        let account = login.account ?? login.nick
        let plain = Array("\(account)\0\(account)\0\(password)".utf8)
        return [.send(IRCMessage("AUTHENTICATE", Data(plain).base64EncodedString()))]
    }

    private func said(_ message: IRCMessage) -> [Action] {
        guard let by = message.nick, message.source?.contains("!") ?? false, !same(by, nick),
            message.parameters.count == 2,
            let target = message.parameters.first, let text = message.parameters.last, !text.hasPrefix("\u{1}")
        else { return [] }
        let id = message.tags["msgid"]
        if same(target, nick) { return [.said(text: Self.command(text), by: by, to: nil, id: id)] }
        return addressed(text).map { [.said(text: $0, by: by, to: target, id: id)] } ?? []
    }

    /// What is meant for the bot in a channel: a command, or what begins with its name.
    private func addressed(_ text: String) -> String? {
        let command = Self.command(text)
        if command.hasPrefix("/") { return command }
        guard text.lowercased().hasPrefix(nick.lowercased()), let next = text.dropFirst(nick.count).first,
            ":,".contains(next)
        else { return nil }
        return Self.command(String(text.dropFirst(nick.count + 1).drop { $0 == " " }))
    }

    /// Clients keep `/` for themselves: `!next` is `/next`.
    private static func command(_ text: String) -> String {
        guard text.first == "!", let next = text.dropFirst().first, next.isLetter, next.isASCII else { return text }
        return "/" + text.dropFirst()
    }

    private func same(_ one: String?, _ other: String) -> Bool { one.map(IRCName.folded) == IRCName.folded(other) }
}

/// Nicknames and channels, whose case does not count.
enum IRCName {
    /// In lower case, as RFC 1459 has it.
    static func folded(_ name: String) -> String {
        String(name.lowercased().map { ["[": "{", "]": "}", "\\": "|", "~": "^"][$0] ?? $0 })
    }
}

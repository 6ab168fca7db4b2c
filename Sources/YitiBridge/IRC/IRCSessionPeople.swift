internal import YitiCore

/// Who says what, and who is who.
extension IRCSession {
    /// What tells who is who; nil for every other line.
    mutating func people(_ message: IRCMessage) -> [Action]? {
        if let action = watched(message) { return [action] }
        let parameters = message.parameters
        guard let by = message.nick else { return nil }
        switch message.command {
        case "NICK":
            guard let new = parameters.first else { return [] }
            guard same(by, nick) else { return [.renamed(from: by, to: new)] }
            nick = new
            return [.ready(nick: nick)]
        case "ACCOUNT": return [.account(nick: by, Self.account(parameters.first))]
        case "JOIN":
            guard let channel = parameters.first else { return [] }
            guard !same(by, nick) else { return joined(channel) }
            let account = parameters.count >= 2 ? [Action.account(nick: by, Self.account(parameters[1]))] : []
            // Who it is comes first: in our sight nobody is believed to be whoever had the nickname before.
            return account + [.entered(nick: by, channel: channel)]
        case "PART": return parameters.first.map { [.left(nick: by, channel: $0)] } ?? []
        case "KICK" where parameters.count >= 2: return [.left(nick: parameters[1], channel: parameters[0])]
        case "QUIT": return [.left(nick: by, channel: nil), .account(nick: by, nil)]
        // WHOX of a channel: our nickname, the token, the channel, the nickname, the account.
        case "354" where parameters.count >= 5:
            let person = IRCPerson(nick: parameters[3], account: Self.account(parameters[4]))
            return [.found(token: parameters[1], person), .entered(nick: person.nick, channel: parameters[2])]
        // WHOX: our nickname, the token, the nickname, the account.
        case "354" where parameters.count >= 4:
            return [.found(token: parameters[1], IRCPerson(nick: parameters[2], account: Self.account(parameters[3])))]
        default: return nil
        }
    }

    /// Who came or went under a nickname that is watched: our nickname, a list of masks or nicknames; a full list has its limit between.
    private func watched(_ message: IRCMessage) -> Action? {
        func nicks(_ index: Int) -> [String] {
            guard message.parameters.indices.contains(index) else { return [] }
            return message.parameters[index].split(separator: ",").map { String($0.prefix { $0 != "!" }) }
        }
        switch message.command {
        case "730", "731": return .changedHands(nicks(1))
        case "734": return .unwatched(nicks(2))
        default: return nil
        }
    }

    /// We are in a channel: who else is, the network tells where it goes on to tell.
    private func joined(_ channel: String) -> [Action] {
        let asks = asksAccounts && seesAccounts
        return [.joined(channel)] + (asks ? [.send(IRCMessage("WHO", channel, "%tcna,\(Self.channelToken)"))] : [])
    }

    /// Nobody in particular is asked for with it.
    static let channelToken = "999"

    /// `*` and `0` stand for nobody.
    private static func account(_ text: String?) -> String? {
        text.flatMap { ["*", "0", ""].contains($0) ? nil : $0 }
    }

    func failure(_ message: IRCMessage) -> [Action] {
        let failures: [String: Failure] = [
            "401": .offline, "716": .blocked, "531": .blocked, "403": .gone, "404": .gone, "442": .gone,
            "439": .hurried, "707": .hurried,
        ]
        // Our nickname, the target, a sentence; without a target it is about no message: 439 says at connecting that it takes a while.
        guard message.parameters.count >= 3 else { return rest(message) }
        let target = message.parameters[1]
        // Whoever is to be written to by people of an account alone has shut us out, and so has a channel.
        let isShut = ["477", "486", "489"].contains(message.command)
        let shut: Failure? = isShut ? "#&+!".contains(target.first ?? " ") ? .gone : .blocked : nil
        guard let failure = failures[message.command] ?? shut else { return rest(message) }
        return [.failed(target: target, label: message.tags["label"], failure)]
    }

    /// Whatever else answers what was sent under a label. A filter, for instance, may answer by a notice.
    private func rest(_ message: IRCMessage) -> [Action] {
        guard let label = message.tags["label"] else { return [] }
        let isError = message.command == "FAIL" || (400..<600).contains(Int(message.command) ?? 0)
        let isWhole = message.tags["batch"] == nil
        if isError || isWhole && message.command == "NOTICE" {
            let why = ([message.command] + message.parameters.suffix(1)).joined(separator: " ")
            return [.failed(target: message.parameters.dropFirst().first ?? "", label: label, .declined(why))]
        }
        return isWhole ? [.done(label: label)] : []
    }

    func said(_ message: IRCMessage) -> [Action] {
        guard let by = message.nick else { return [] }
        let id = message.tags["msgid"]
        let sentAt = message.tags["time"].flatMap { Instant(text: $0) }.map { Double($0.seconds) }
        if same(by, nick), let label = message.tags["label"] { return [.shown(label: label, id: id)] }
        guard message.source?.contains("!") ?? false, !same(by, nick), message.parameters.count == 2,
            let target = message.parameters.first, let text = message.parameters.last, !text.hasPrefix("\u{1}")
        else { return [] }
        let person = IRCPerson(nick: by, account: Self.account(message.tags["account"]))
        if same(target, nick) { return [.said(text: Self.command(text), by: person, to: nil, id: id, sentAt: sentAt)] }
        return addressed(text).map { [.said(text: $0, by: person, to: target, id: id, sentAt: sentAt)] } ?? []
    }

    /// What is meant for the bot in a channel: a command, or what begins with its name.
    private func addressed(_ text: String) -> String? {
        let command = Self.command(text)
        if AddressedText.isCommand(command) { return command }
        guard casing.folded(text).hasPrefix(casing.folded(nick)), let next = text.dropFirst(nick.count).first,
            ":,：，".contains(next)
        else { return nil }
        return Self.command(String(text.dropFirst(nick.count + 1).drop(while: \.isWhitespace)))
    }

    /// Clients keep `/` for themselves: `!next` is `/next`.
    private static func command(_ text: String) -> String {
        guard text.first == "!", let next = text.dropFirst().first, next.isLetter, next.isASCII else { return text }
        return "/" + text.dropFirst()
    }
}

/// Somebody on the network.
struct IRCPerson: Hashable, Sendable {
    var nick: String
    /// The account that they are logged in to; nil for none.
    var account: String?
}

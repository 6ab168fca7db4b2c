import Testing
import YitiTestKit

/// A network of which there is a double, with what people do there in one spelling.
enum DoubledNetwork: String, CaseIterable, CustomTestStringConvertible {
    case telegram
    case onebot
    case discord

    var testDescription: String { rawValue }

    /// Those whose double can run here.
    static let there = allCases.filter { network in
        switch network {
        case .telegram: true
        case .onebot: NetworkServer.onebot.isThere
        case .discord: NetworkServer.discord.isThere
        }
    }

    /// Whether a message that is sent again under its key is there once.
    var hasKey: Bool { self == .discord }
}

/// A bot with its bridge between a double and a server.
struct DoubledHouse {
    let network: DoubledNetwork
    let double: NetworkDouble
    let bridge: BridgeProcess
    private let keys: [String: String]

    /// What the bot has sent.
    struct Shown: Hashable {
        let id: JSON
        let text: String
    }

    init(
        _ network: DoubledNetwork, port: Int, token: String, _ more: [String: String] = [:], host: String = "127.0.0.1"
    ) throws {
        self.network = network
        var keys = ["server": "\(host):\(port)"]
        let secret: (String, String)
        switch network {
        case .telegram:
            double = try NetworkDouble(.telegram, token: TelegramDouble.token, needsClient: false)
            keys["api"] = "http://\(host):\(double.port)"
            secret = ("BOT_TOKEN", TelegramDouble.token)
        case .onebot:
            double = try NetworkDouble(.onebot, token: OneBotDouble.token)
            keys["onebot"] = "ws://\(host):\(double.port)/"
            // As on the others nothing is known of who is new.
            (keys["locale"], keys["time_zone"]) = ("und", "UTC")
            secret = ("ACCESS_TOKEN", OneBotDouble.token)
        case .discord:
            double = try NetworkDouble(.discord, token: DiscordDouble.token)
            keys["api"] = "http://\(host):\(double.port)"
            secret = ("BOT_TOKEN", DiscordDouble.token)
        }
        self.keys = keys.merging(more) { _, given in given }
        let prefix = "YITI_\(network.rawValue.uppercased())_"
        bridge = try BridgeProcess(
            network.rawValue, self.keys, environment: [prefix + "TOKEN": token, prefix + secret.0: secret.1])
        // A first start executes nothing that is older than itself, and a gateway tells what comes after it.
        try bridge.started()
        if network == .discord { try told("identify") }
    }

    /// Between a double and a sandbox.
    static func sandbox(
        _ network: DoubledNetwork, _ more: [String: String] = [:], bank: Scratch? = nil
    ) throws -> (ServerProcess, DoubledHouse) {
        let server = try ServerProcess.sandbox(bank: bank, ["--bridge", network.rawValue])
        let token = try #require(server.tokens[network.rawValue])
        return (server, try DoubledHouse(network, port: server.port, token: token, more))
    }

    /// A second process of the same name, with a journal of its own.
    func rival(_ server: ServerProcess) throws -> BridgeProcess {
        let prefix = "YITI_\(network.rawValue.uppercased())_"
        let token =
            network == .onebot ? OneBotDouble.token : network == .discord ? DiscordDouble.token : TelegramDouble.token
        return try BridgeProcess(
            network.rawValue, keys,
            environment: [
                prefix + "TOKEN": server.tokens[network.rawValue] ?? "", prefix + "BOT_TOKEN": token,
                prefix + "ACCESS_TOKEN": token,
            ])
    }

    private func told(_ what: String) throws {
        try double.wait(for: what) {
            let told = try double.people("sent")["told"].array ?? []
            return told.contains { $0.string == what } ? true : nil
        }
    }

    // MARK: What people do

    /// The room puts the bot out.
    func putOut() throws {
        switch network {
        case .discord:
            try double.people(
                "trouble",
                ["path": "/channels/1001/messages", "method": "POST", "count": 99, "status": 403, "code": 50_001])
        case .telegram, .onebot: try double.people("block", ["user": .number(room.number), "blocked": true])
        }
    }

    /// The room of all.
    private var room: (key: String, number: Double, text: JSON) {
        switch network {
        case .telegram: ("chat", -55, -55)
        case .onebot: ("group", 55, 55)
        case .discord: ("channel", 1001, "1001")
        }
    }

    /// Somebody writes, in private or in the room, perhaps in reply to a message of the bot's.
    func write(_ text: String, by user: Int = 7, inRoom: Bool = false, repliesTo message: JSON? = nil) throws {
        var ask: [String: JSON] = ["user": .number(Double(user)), "text": .string(text)]
        if inRoom { ask[room.key] = .number(room.number) }
        ask["reply_to"] = message
        try double.people("send", ask)
    }

    /// What somebody was shown, or the room for nil; oldest first.
    func shown(to user: Int?) throws -> [Shown] {
        let sent = try double.people("sent")
        return (sent["messages"].array ?? []).filter { place(of: $0) == target(user, sent) }.map { json in
            let text = json["text"].string ?? json["caption"].string ?? json["content"].string ?? ""
            let id = json["message_id"].integer == nil ? json["id"] : json["message_id"]
            return Shown(id: id, text: network == .discord ? text.replacing("\\", with: "") : text)
        }
    }

    private func place(of json: JSON) -> JSON {
        switch network {
        case .telegram: json["chat"]["id"]
        case .onebot: json["group"].integer == nil ? json["user"] : .array([json["group"]])
        case .discord: json["channel_id"]
        }
    }

    private func target(_ user: Int?, _ sent: JSON) -> JSON {
        guard let user else { return network == .onebot ? .array([room.text]) : room.text }
        return network == .discord ? sent["dms"]["\(user)"] : .number(Double(user))
    }

    /// Waits until something of that kind was shown; the first.
    @discardableResult
    func await(to user: Int? = 7, after count: Int = 0, _ isIt: (Shown) -> Bool = { _ in true }) throws -> Shown {
        try double.wait(for: "something to \(user ?? 0)") { try shown(to: user).dropFirst(count).first(where: isIt) }
    }

    /// Writes in private and waits for what comes of it.
    @discardableResult
    func say(_ text: String, by user: Int = 7) throws -> Shown {
        let count = try shown(to: user).count
        try write(text, by: user)
        return try self.await(to: user, after: count)
    }

    /// Asks for a word that brings no words of its own.
    func search(_ word: String) throws { try write("/search \(word)") }

    /// Asks for so many more words, once all but the last twenty have been answered, since nobody writes on unread for ever: of more than
    /// fifty that wait a bridge says that it dropped them.
    func ask(_ count: Int, _ words: inout [String]) throws {
        if let read = words.dropLast(20).last { try self.await { $0.text.contains("“\(read)”") } }
        for _ in 0..<count {
            words.append("word\(words.count)x")
            try search(words.last ?? "")
        }
    }

    /// The answers to words that were searched, in order, behind the answer to one more.
    func answers(to words: [String]) throws -> [String] {
        try search("thelastone")
        try self.await { $0.text.contains("thelastone") }
        return try shown(to: 7).compactMap { shown in words.first { shown.text.contains("“\($0)”") } }
    }
}

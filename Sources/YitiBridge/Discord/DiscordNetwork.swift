internal import Synchronization

/// Discord: the gateway brings what people do, the HTTP API takes what they are shown. A part has its key as `nonce`.
final class DiscordNetwork: Network {
    let traits: NetworkTraits
    let client: DiscordClient
    let connector: Connector
    let token: String
    let state = Mutex(State())

    struct State {
        var bot = ""
        var application = ""
        var mayReadContent = false
        var inbox: Inbox?
        /// Slash commands that may still be answered in their own place.
        var commands: [String: DiscordToken] = [:]
        /// Presses that may still be answered to whoever made them. A restart forgets them: then it is said in the channel.
        var presses: [String: DiscordToken] = [:]
        /// Those of either of which Discord has not heard yet that they are answered.
        var unconfirmed: Set<String> = []
    }

    init(_ configuration: BridgeConfiguration, _ connector: Connector) throws {
        let api = configuration.text("api") ?? "https://discord.com"
        guard let address = WebAddress(api, schemes: WebAddress.http) else {
            throw BridgeFailure(.configuration, "api: expected https://discord.com, found \(api)")
        }
        guard let token = try configuration.secret("bot_token") else {
            throw BridgeFailure(
                .configuration,
                "bot_token_file: is missing, and so is YITI_DISCORD_BOT_TOKEN: the developer portal gives it, under Bot"
            )
        }
        self.connector = connector
        self.token = token
        client = DiscordClient(connector, address, token: token)
        traits = NetworkTraits(
            name: "discord", splitter: TextSplitter(limit: 1_980, unit: .markdown),
            chatRate: try configuration.rate("chat", usual: RateLimit(burst: 4, perSecond: 1)),
            bridgeRate: try configuration.rate("bridge", usual: RateLimit(burst: 20, perSecond: 20)),
            keySeconds: 24 * 3600, captionLength: .max)
    }

    func signIn(_ inbox: Inbox) async throws -> String {
        do {
            let me = try await client.ask("GET", ["users", "@me"])
            let application = try await application()
            guard let bot = me["id"].string, let id = application["id"].string else {
                throw BridgeFailure(.credentials, "Discord names nobody")
            }
            let flags = application["flags"].integer ?? 0
            let tokens = try await inbox.values(beginning: DiscordToken.prefix)
            state.withLock { state in
                state.bot = bot
                state.application = id
                // Allowed to all, or to bots in few servers.
                state.mayReadContent = flags & (1 << 18 | 1 << 19) != 0
                state.inbox = inbox
                state.commands = tokens.compactMapValues(DiscordToken.init)
            }
            try await register(id, inbox)
            return bot
        } catch let error as DiscordError where error.isUnknownToken {
            throw BridgeFailure(.credentials, "Discord does not know the bot's token: \(error)")
        }
    }

    /// What the bot belongs to, under whichever of its two names the API knows.
    private func application() async throws -> JSONValue {
        do {
            return try await client.ask("GET", ["applications", "@me"])
        } catch let error as DiscordError where error.status == 404 || error.status == 405 {
            return try await client.ask("GET", ["oauth2", "applications", "@me"])
        }
    }

    /// Registers the slash commands when they have changed.
    private func register(_ application: String, _ inbox: Inbox) async throws {
        let text = DiscordCommands.all.text
        guard try await inbox.value("commands") != text else { return }
        do {
            _ = try await client.ask("PUT", ["applications", application, "commands"], body: DiscordCommands.all)
            try await inbox.setValue("commands", text)
        } catch let error as DiscordError where error.status != 401 {
            inbox.warn("the slash commands were not taken: \(error)")
        }
    }

    func findings() async throws -> [String] {
        guard !state.withLock({ $0.mayReadContent }) else { return [] }
        return [
            "the message content intent is off: in a server only slash commands and mentions are read; "
                + "switch it on under Bot in the developer portal"
        ]
    }

    // MARK: Showing

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        // Discord takes no message without a letter.
        guard part.text.contains(where: { !$0.isWhitespace }) else { return .shown(nil) }
        do {
            if try await whisper(part) { return .shown(nil) }
            if let message = try await answerInPlace(part) { return .shown(message) }
            var known = part.place
            if known == nil { known = try await openChat(with: part.user) }
            guard let channel = known else { return .gone("Discord opens no chat with \(part.user)") }
            if let tried = part.triedAt, let message = try await find(part, in: channel, since: tried) {
                return .shown(message)
            }
            let message = try await client.send(
                "POST", ["channels", channel, "messages"], body: DiscordContent.message(part),
                picture: part.picture)
            return .shown(message["id"].string)
        } catch let error as DiscordError {
            // It may write there, and attach no files.
            return error.code == 50_013 && part.picture != nil ? .refused(error.description) : error.outcome
        } catch let failure as HTTPFailure {
            return failure.mayHaveArrived ? .failed(failure.description) : .later(seconds: 1, everywhere: false)
        } catch {
            return .failed("\(error)")
        }
    }

    private func openChat(with user: String) async throws -> String? {
        let channel = try await client.send(
            "POST", ["users", "@me", "channels"], body: ["recipient_id": .string(user)])
        guard let id = channel["id"].string, let inbox = state.withLock({ $0.inbox }) else { return nil }
        try await inbox.store([.privatePlace(user: user, place: id)], position: nil)
        return id
    }

    /// The message that an earlier attempt left, of which nobody heard: a nonce is remembered for minutes only.
    private func find(_ part: OutgoingPart, in channel: String, since: Double) async throws -> String? {
        let (bot, inbox) = state.withLock { ($0.bot, $0.inbox) }
        // The clocks may differ.
        let after = Snowflake.first(at: since - 120)
        let messages = try await client.send(
            "GET", ["channels", channel, "messages"], query: "after=\(after)&limit=100")
        let text = DiscordContent.text(of: part)
        for message in messages.elements where message["author"]["id"].string == bot {
            guard let id = message["id"].string, Self.isSame(message["content"].string, text) else { continue }
            if try await inbox?.shown(place: channel, message: id) == nil { return id }
        }
        return nil
    }

    /// Discord drops space around a text.
    private static func isSame(_ one: String?, _ other: String) -> Bool {
        func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
        return one.map(words) == words(other)
    }
}

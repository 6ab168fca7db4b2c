internal import Synchronization
internal import YitiWords

/// What the gateway's events and the channels' messages mean.
extension DiscordNetwork {
    /// How long a chat counts as one where something may have been missed.
    private static let activeSeconds = 48.0 * 3600

    /// What an event brings. `guilds` are the servers that the bot was in already.
    func events(_ type: String, _ data: JSONValue, _ guilds: inout Set<String>) -> [InboundEvent] {
        switch type {
        case "MESSAGE_CREATE": return messageEvents(data, isPrivate: data["guild_id"] == .null)
        // An update without an editor's instant is a preview or a pin.
        case "MESSAGE_UPDATE" where data["edited_timestamp"].string != nil:
            return messageEvents(data, isPrivate: data["guild_id"] == .null)
        case "GUILD_CREATE": return joined(data, &guilds)
        case "GUILD_DELETE":
            leaveOrLose(data, &guilds)
            return []
        default: return []
        }
    }

    private func messageEvents(_ data: JSONValue, isPrivate: Bool) -> [InboundEvent] {
        let message = DiscordMessage(json: data, bot: state.withLock { $0.bot })
        guard let inbound = message.inbound(isPrivate: isPrivate) else {
            return message.wordless(isPrivate: isPrivate).map { [.textOnly($0)] } ?? []
        }
        return (isPrivate ? [.privatePlace(user: inbound.user, place: inbound.place)] : []) + [.message(inbound)]
    }

    private func joined(_ data: JSONValue, _ guilds: inout Set<String>) -> [InboundEvent] {
        guard let guild = data["id"].string, guilds.insert(guild).inserted, let channel = Self.welcomeChannel(of: data)
        else { return [] }
        let bot = state.withLock { $0.bot }
        return [.say(place: channel, user: bot, key: "in-room:" + guild, text: BridgeWords.inRoom)]
    }

    private static let guildsKey = "guilds"

    /// The servers that the bot is in, as they were told last; nil when that is not in the journal.
    func guilds(_ inbox: Inbox) async throws -> Set<String>? {
        let kept = try await inbox.value(Self.guildsKey).flatMap { JSONValue($0.utf8) }
        return kept.map { Set($0.elements.compactMap(\.string)) }
    }

    /// What is to be remembered of them: a session that is taken up tells of servers again, which are not joined anew.
    func remember(_ guilds: Set<String>) -> InboundEvent {
        .remember(key: Self.guildsKey, value: JSONValue.array(guilds.sorted().map(JSONValue.string)).text)
    }

    /// A server that is away for a while is one that the bot is in: it is told nothing when it is back.
    private func leaveOrLose(_ data: JSONValue, _ guilds: inout Set<String>) {
        guard let guild = data["id"].string else { return }
        if data["unavailable"] == true { guilds.insert(guild) } else { guilds.remove(guild) }
    }

    /// Where a server is told what the bot is: its channel for such news, or where it has none the topmost one of text.
    static func welcomeChannel(of guild: JSONValue) -> String? {
        let texts = guild["channels"].elements.filter { $0["type"] == 0 }
        let top = texts.min { $0["position"].integer ?? .max < $1["position"].integer ?? .max }
        return guild["system_channel_id"].string ?? top?["id"].string
    }

    /// Stores a slash command or a press and confirms it, which has to happen within three seconds.
    func take(_ interaction: DiscordInteraction, _ inbox: Inbox) async throws {
        guard let event = interaction.event, let id = interaction.json["id"].string, let token = interaction.token
        else {
            return
        }
        state.withLock { $0.unconfirmed.formUnion([interaction.mid ?? id]) }
        defer { state.withLock { $0.unconfirmed.subtract([interaction.mid ?? id]) } }
        var batch = keep(interaction, now: EngineRunner.now)
        if case .message(let message) = event, message.chat == nil {
            batch.append(.privatePlace(user: message.user, place: message.place))
        }
        try await inbox.store(batch + [event], position: nil)
        do {
            _ = try await client.send(
                "POST", ["interactions", id, token, "callback"], body: interaction.deferral)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            inbox.warn("an interaction was not confirmed: \(error)")
        }
    }

    // MARK: What was missed

    /// Reads what was written since an instant in the chats that were in use.
    func fill(_ gap: String, _ inbox: Inbox) async throws {
        guard let since = Double(gap) else { return try await inbox.fill(gap: gap, with: [], rest: nil) }
        let first = Snowflake.first(at: Inbox.oldestMissed(since: since - 60))
        for channel in try await inbox.activePlaces(seconds: Self.activeSeconds) where UInt64(channel) != nil {
            try await readChannel(channel, after: first, inbox)
        }
        try await inbox.fill(gap: gap, with: [], rest: nil)
    }

    private func readChannel(_ channel: String, after first: String, _ inbox: Inbox) async throws {
        let isPrivate = try await inbox.user(of: channel) != nil
        var after = first
        while true {
            let messages: [JSONValue]
            do {
                messages = try await client.ask(
                    "GET", ["channels", channel, "messages"], query: "after=\(after)&limit=100"
                ).elements
            } catch let error as DiscordError where error.isAbsence {
                return
            }
            let events = messages.reversed().flatMap { messageEvents($0, isPrivate: isPrivate) }
            if !events.isEmpty { try await inbox.store(events, position: nil) }
            guard messages.count == 100, let newest = messages.first?["id"].string else { return }
            after = newest
        }
    }
}

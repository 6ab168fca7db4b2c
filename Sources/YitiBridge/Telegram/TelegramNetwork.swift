internal import Synchronization
internal import YitiCore
internal import YitiWords

/// Telegram: `getUpdates` as a long poll, `sendMessage` with inline buttons, `sendPhoto` for pictures. There is no key for sending again.
final class TelegramNetwork: Network {
    let traits: NetworkTraits
    private let client: TelegramClient
    private let state = Mutex(State())

    private struct State {
        var bot = TelegramBot()
        var inbox: Inbox?
        /// New numbers of groups to their old ones, which they keep at the server.
        var aliases: [String: String] = [:]
        /// Old numbers to new ones.
        var moves: [String: String] = [:]
        /// Presses that are not answered yet: the button's clock runs.
        var presses: Set<String> = []
    }

    /// Update numbers start anew after a week without any.
    private static let maxPositionSeconds = 6.0 * 86_400
    private static let pollSeconds = 50.0
    /// How long the clock on a button in a group runs at most: as long as something may still be said to whoever pressed it.
    private static let clockSeconds = 2.0
    /// The longest text that is said to whoever pressed a button.
    private static let whisperLength = 200

    init(_ configuration: BridgeConfiguration, _ connector: Connector) throws {
        let api = configuration.text("api") ?? "https://api.telegram.org"
        guard let address = WebAddress(api, schemes: WebAddress.http) else {
            throw BridgeFailure(.configuration, "api: expected https://api.telegram.org or one's own, found \(api)")
        }
        guard let token = try configuration.secret("bot_token") else {
            throw BridgeFailure(
                .configuration, "bot_token_file: is missing, and so is YITI_TELEGRAM_BOT_TOKEN: BotFather gives it")
        }
        client = TelegramClient(connector, address, token: token)
        traits = NetworkTraits(
            name: "telegram", splitter: TextSplitter(limit: 4096, unit: .utf16),
            chatRate: try configuration.rate("chat", usual: RateLimit(burst: 3, perSecond: 1)),
            bridgeRate: try configuration.rate("bridge", usual: RateLimit(burst: 20, perSecond: 25)), placeIsUser: true,
            captionLength: 1024)
    }

    func signIn(_ inbox: Inbox) async throws -> String {
        do {
            let me = try await client.ask("getMe")
            guard let id = me["id"].integer, let name = me["username"].string else {
                throw BridgeFailure(.credentials, "getMe names nobody")
            }
            let aliases = try await inbox.values(beginning: "alias.")
            let moves = try await inbox.values(beginning: "moved.")
            state.withLock { state in
                state.bot = TelegramBot(id: id, name: name)
                state.inbox = inbox
                state.aliases = aliases
                state.moves = moves
            }
            try await setCommands(inbox)
            return "\(id)"
        } catch let error as TelegramError where error.isUnknownToken {
            throw BridgeFailure(.credentials, "Telegram does not know the bot's token: \(error)")
        }
    }

    /// The menu, in both languages.
    private func setCommands(_ inbox: Inbox) async throws {
        for (code, text) in [("", \Text.en), ("zh", \Text.zh)] {
            let commands = CommandTable.rows.filter { $0.verb != "quit" && $0.verb != "login" }.prefix(100).map {
                row -> JSONValue in
                let summary = CommandWords.of(row.verb).summary[keyPath: text]
                return ["command": .string(row.verb), "description": .string(String(summary.prefix(250)))]
            }
            do {
                _ = try await client.ask(
                    "setMyCommands", ["commands": .array(Array(commands)), "language_code": .string(code)])
            } catch let error as TelegramError where !error.isUnknownToken {
                inbox.warn("the menu of commands was not taken: \(error)")
            }
        }
    }

    func findings() async throws -> [String] {
        let hook = try await client.call("getWebhookInfo")
        guard let url = hook["url"].string, !url.isEmpty else { return [] }
        return ["a webhook is set (\(url)), and so nothing comes by getUpdates: call deleteWebhook"]
    }

    // MARK: Receiving

    func receive(_ inbox: Inbox) async throws {
        let (presses, press) = AsyncStream.makeStream(of: Press.self, bufferingPolicy: .bufferingNewest(1_000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await self.hear(inbox, press) }
            group.addTask { await self.endClocks(presses) }
            try await group.next()
        }
    }

    /// A button was pressed.
    private struct Press: Sendable {
        var id: String
        var isPrivate: Bool

        init?(_ update: JSONValue) {
            let query = update["callback_query"]
            guard let id = query["id"].string else { return nil }
            self.id = id
            isPrivate = query["message"]["chat"]["type"] == "private"
        }
    }

    /// Ends the clock on each button: whether it does is all the same, and nothing waits for it.
    private func endClocks(_ presses: AsyncStream<Press>) async {
        await withDiscardingTaskGroup { group in
            for await press in presses {
                group.addTask {
                    if !press.isPrivate { try? await Task.sleep(for: .seconds(Self.clockSeconds)) }
                    _ = await self.answer(press.id)
                }
            }
        }
    }

    /// Ends the clock on a button, which can be done once; with a text also tells it to whoever pressed. Whether it was done.
    private func answer(_ press: String, _ text: String? = nil) async -> Bool {
        guard state.withLock({ $0.presses.remove(press) }) != nil else { return false }
        var parameters: [String: JSONValue] = ["callback_query_id": .string(press)]
        if let text {
            parameters["text"] = .string(text)
            parameters["show_alert"] = true
        }
        return (try? await client.call("answerCallbackQuery", .object(parameters), timeoutSeconds: 10)) != nil
    }

    /// Tells something to whoever pressed a button; false when it is too late for that, and it has to be said to all.
    private func whisper(_ part: OutgoingPart) async -> Bool {
        guard part.isWhisper, let press = part.answers, press.first == "q", part.text.utf16.count <= Self.whisperLength
        else { return false }
        return await answer(String(press.dropFirst()), part.text)
    }

    private func hear(_ inbox: Inbox, _ press: AsyncStream<Press>.Continuation) async throws {
        var offset = try await position(inbox)
        while !Task.isCancelled {
            let asked = ContinuousClock.now
            var parameters: [String: JSONValue] = [
                "timeout": .integer(Int(Self.pollSeconds)),
                "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
            ]
            // The offset confirms what is before it: all of that is in the journal.
            parameters["offset"] = offset.map(JSONValue.integer)
            let updates: [JSONValue]
            do {
                updates = try await client.call(
                    "getUpdates", .object(parameters), timeoutSeconds: Self.pollSeconds + 30
                ).elements
            } catch let error as TelegramError where error.isUnknownToken {
                throw BridgeFailure(.credentials, "Telegram does not know the bot's token any more: \(error)")
            } catch let error as TelegramError {
                guard let seconds = error.retryAfter else { throw error }
                try await Task.sleep(for: .seconds(seconds))
                continue
            }
            inbox.answered()
            try await LongPoll.pause(since: asked, isEmpty: updates.isEmpty)
            guard !updates.isEmpty else { continue }
            offset = try await take(updates, inbox) ?? offset
            for new in updates.compactMap(Press.init) { press.yield(new) }
        }
    }

    /// The offset that was stored; nil when it is too old to mean anything.
    private func position(_ inbox: Inbox) async throws -> Int? {
        guard let stored = try await inbox.position()?.split(separator: "@"), stored.count == 2,
            let offset = Int(stored[0]), let at = Double(stored[1]), EngineRunner.now - at < Self.maxPositionSeconds
        else { return nil }
        return offset
    }

    private func take(_ updates: [JSONValue], _ inbox: Inbox) async throws -> Int? {
        let presses = updates.compactMap(Press.init).map(\.id)
        let (bot, known) = state.withLock { state in
            // Before the server hears of them: it may be as fast.
            state.presses.formUnion(presses)
            return (state.bot, state.aliases)
        }
        var aliases = known
        var batch: [InboundEvent] = []
        var offset: Int?
        for json in updates {
            let update = TelegramUpdate(json: json, bot: bot)
            let events = update.events(aliases: aliases)
            for case .remember(let key, let value) in events { note(key, value, &aliases) }
            batch += events
            offset = update.number.map { $0 + 1 } ?? offset
        }
        try await inbox.store(batch, position: offset.map { "\($0)@\(EngineRunner.now)" })
        return offset
    }

    private func note(_ key: String, _ value: String, _ aliases: inout [String: String]) {
        if key.hasPrefix("alias.") { aliases[String(key.dropFirst("alias.".count))] = value }
        state.withLock { state in
            if key.hasPrefix("alias.") { state.aliases[String(key.dropFirst("alias.".count))] = value }
            if key.hasPrefix("moved.") { state.moves[String(key.dropFirst("moved.".count))] = value }
        }
    }

    // MARK: Showing

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        // Telegram takes no message without a letter.
        guard part.text.contains(where: { !$0.isWhitespace }) else { return .shown(nil) }
        if await whisper(part) { return .shown(nil) }
        do {
            let message = try await send(part)
            return .shown(message["message_id"].integer.map(String.init))
        } catch let error as TelegramError {
            guard let chat = error.migratedTo, let place = part.place else { return error.outcome }
            await moved(String(place.prefix { $0 != ":" }), to: "\(chat)")
            return .later(seconds: 0.1, everywhere: false)
        } catch let failure as HTTPFailure {
            return failure.mayHaveArrived ? .failed(failure.description) : .later(seconds: 1, everywhere: false)
        } catch {
            return .failed("\(error)")
        }
    }

    private func send(_ part: OutgoingPart) async throws -> JSONValue {
        guard let picture = part.picture else {
            let noPreview: JSONValue = ["is_disabled": true]
            return try await client.call(
                "sendMessage", content(of: part, "text", "entities", ["link_preview_options": noPreview]))
        }
        return try await client.call("sendPhoto", content(of: part, "caption", "caption_entities"), photo: picture)
    }

    private func moved(_ old: String, to new: String) async {
        var aliases: [String: String] = [:]
        note("alias.\(new)", old, &aliases)
        note("moved.\(old)", new, &aliases)
        guard let inbox = state.withLock({ $0.inbox }) else { return }
        try? await inbox.setValue("alias.\(new)", old)
        try? await inbox.setValue("moved.\(old)", new)
    }

    /// The parameters of a message whose text and entities have these names.
    private func content(
        of part: OutgoingPart, _ text: String, _ entities: String, _ more: [String: JSONValue] = [:]
    ) -> JSONValue {
        let place = (part.place ?? part.user).split(separator: ":", maxSplits: 1).map(String.init)
        let chat = place.first ?? ""
        let known = state.withLock { $0.moves[chat] } ?? chat
        var content = more
        content["chat_id"] = Int(known).map(JSONValue.integer) ?? .string(known)
        let segments = part.segments
        content[text] = .string(segments.map(\.text).joined())
        if place.count == 2, let topic = Int(place[1]) { content["message_thread_id"] = .integer(topic) }
        let blocks = Self.blocks(segments)
        if !blocks.isEmpty { content[entities] = .array(blocks) }
        if !part.buttons.isEmpty { content["reply_markup"] = ["inline_keyboard": .array(part.buttons.map(Self.row))] }
        if let message = part.repliesTo, message.hasPrefix("m"), let id = Int(message.dropFirst()) {
            content["reply_parameters"] = ["message_id": .integer(id), "allow_sending_without_reply": true]
        }
        return .object(content)
    }

    /// Where preformatted text begins and how long it is, in UTF-16 units.
    static func blocks(_ segments: [TextSegment]) -> [JSONValue] {
        var offset = 0
        return segments.compactMap { segment in
            let (start, length) = (offset, segment.text.utf16.count)
            offset += length
            return segment.isPreformatted
                ? ["type": "pre", "offset": .integer(start), "length": .integer(length)] : nil
        }
    }

    private static func row(_ buttons: [ButtonFace]) -> JSONValue {
        .array(buttons.map { ["text": .string($0.label), "callback_data": .string($0.callback)] })
    }
}

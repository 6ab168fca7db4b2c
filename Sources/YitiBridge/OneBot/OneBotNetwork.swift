internal import Synchronization

/// QQ and whatever else speaks OneBot 11: a WebSocket to the implementation (NapCat and its like), which brings events and takes actions.
final class OneBotNetwork: Network {
    let traits: NetworkTraits
    private let connector: Connector
    private let address: WebAddress
    private let token: String?
    private let acceptsFriends: Bool
    /// What is supposed of whoever is new: QQ says nothing of it.
    private let usual: (locale: String, zone: String)
    private let connection = Mutex<OneBotConnection?>(nil)
    /// Who the bot is.
    private let account = Mutex("")
    /// How long a chat counts as one where something may have been missed.
    private static let activeSeconds = 48.0 * 3600
    private static let historyCount = 100
    /// What was heard of one chat may be older than what was heard of another before.
    private static let marginSeconds = 600.0
    private static let pingSeconds = 30.0

    init(_ configuration: BridgeConfiguration, _ connector: Connector) throws {
        let onebot = configuration.text("onebot") ?? "ws://127.0.0.1:3001"
        guard let address = WebAddress(onebot, schemes: WebAddress.webSocket) else {
            throw BridgeFailure(.configuration, "onebot: expected ws://host:port or wss://host:port, found \(onebot)")
        }
        self.connector = connector
        self.address = address
        token = try configuration.secret("access_token")
        acceptsFriends = configuration.text("accept_friends") != "false"
        self.usual = (configuration.text("locale") ?? "zh-CN", configuration.text("time_zone") ?? "Asia/Shanghai")
        let usual = RateLimit(burst: 3, perSecond: 0.5)
        let length = min(100_000, try configuration.number("part_length", usual: 1500))
        traits = NetworkTraits(
            name: "onebot",
            splitter: TextSplitter(limit: Int(length), unit: .codePoints),
            chatRate: try configuration.rate("chat", usual: usual),
            bridgeRate: try configuration.rate("bridge", usual: RateLimit(burst: 5, perSecond: 1)), placeIsUser: true,
            captionLength: .max)
    }

    func signIn(_ inbox: Inbox) async throws -> String {
        let connection = try await open()
        defer { connection.close() }
        return try await withThrowingTaskGroup { group in
            group.addTask { try await self.whoAmI(connection) }
            group.addTask { while true { _ = try await self.next(connection) } }
            defer { group.cancelAll() }
            guard let account = try await group.next() ?? nil else {
                throw HTTPFailure(mayHaveArrived: true, description: "get_login_info names nobody: is QQ logged in?")
            }
            self.account.withLock { $0 = account }
            return account
        }
    }

    /// The account that the implementation is logged in with. When the connection goes meanwhile, whoever hears events hears why.
    private func whoAmI(_ connection: OneBotConnection) async throws -> String? {
        do {
            return try await connection.call("get_login_info").json["data"]["user_id"].identifier
        } catch let end as WebSocketClosed {
            try await Task.sleep(for: .seconds(2))
            throw end
        }
    }

    /// The next event. Some implementations let everybody in, and only then look at the token.
    private func next(_ connection: OneBotConnection) async throws -> OneBotEvent {
        do {
            let event = try await connection.next()
            guard !event.isRefusal else { throw unknown("\(OneBotAnswer(json: event.json))") }
            return event
        } catch let end as WebSocketClosed where end.code == Self.policyViolation {
            throw unknown("\(end)")
        }
    }

    /// The code with which a WebSocket is closed to whom it does not serve.
    private static let policyViolation = 1008

    private func unknown(_ why: String) -> BridgeFailure {
        BridgeFailure(.credentials, "\(address.endpoint) does not know the access token: \(why)")
    }

    private func open() async throws -> OneBotConnection {
        let headers = token.map { [("Authorization", "Bearer " + $0)] } ?? []
        let path = address.path + (address.query.isEmpty ? "" : "?" + address.query)
        do {
            return OneBotConnection(
                try await WebSocket.open(
                    connector, address.endpoint, path: path, headers: headers, pingSeconds: Self.pingSeconds))
        } catch let refusal as WebSocketRefusal where refusal.status == 401 || refusal.status == 403 {
            throw unknown("\(refusal.status)")
        }
    }

    // MARK: Receiving

    func receive(_ inbox: Inbox) async throws {
        let opened = try await open()
        defer {
            connection.withLock { $0 = nil }
            opened.close()
        }
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.read(opened) }
            group.addTask {
                try await self.readMissed(opened, inbox)
                self.connection.withLock { $0 = opened }
                inbox.reached()
                try await opened.events.forEach { try await self.take($0, opened, inbox) }
            }
            try await group.next()
        }
    }

    /// Reads what comes. What does not concern the bot, as most of what is said in groups, must not keep the rest waiting.
    private func read(_ opened: OneBotConnection) async throws {
        while true {
            let event = try await next(opened)
            if event.mayConcern { try await opened.events.add(event) }
        }
    }

    private func take(_ event: OneBotEvent, _ opened: OneBotConnection, _ inbox: Inbox) async throws {
        let events = try await events(of: event, inbox)
        if !events.isEmpty { try await inbox.store(events, position: event.time.map { "\($0)" }) }
        if acceptsFriends, event.json["post_type"] == "request", event.json["request_type"] == "friend" {
            try await opened.tell("set_friend_add_request", ["flag": event.json["flag"], "approve": true])
        }
    }

    /// What an event brings, with what is supposed of who is in it.
    private func events(of event: OneBotEvent, _ inbox: Inbox) async throws -> [InboundEvent] {
        try await event.events { try await inbox.shown(place: $0, message: $1) != nil }.map { event in
            guard case .message(var message) = event else { return event }
            (message.locale, message.zone) = (usual.locale, usual.zone)
            return .message(message)
        }
    }

    /// Reads what was written while nobody was there, in the chats that were in use. Not every implementation can do that.
    private func readMissed(_ opened: OneBotConnection, _ inbox: Inbox) async throws {
        guard let position = try await inbox.position() else { return }
        let since = Inbox.oldestMissed(since: (Double(position) ?? 0) - Self.marginSeconds)
        let account = account.withLock { $0 }
        let began = opened.events.now
        for place in try await inbox.activePlaces(seconds: Self.activeSeconds) {
            let isGroup = place.hasPrefix("group:")
            guard let number = Int(isGroup ? place.dropFirst(6) : place[...]) else { continue }
            let answer: OneBotAnswer
            do {
                answer = try await opened.call(
                    isGroup ? "get_group_msg_history" : "get_friend_msg_history",
                    [isGroup ? "group_id" : "user_id": .integer(number), "count": .integer(Self.historyCount)],
                    urgent: true)
            } catch let silence as OneBotConnection.Silence {
                // More came meanwhile than may wait: on a new connection the history has it.
                guard opened.events.wasHeard(since: began) else { throw silence }
                // Who does not know an action may say nothing at all.
                return inbox.warn("what came while the bridge was away can't be read: \(silence)")
            }
            guard answer.isGood else {
                inbox.warn("what came while the bridge was away can't be read: \(answer)")
                if answer.code == 1404 { return }
                continue
            }
            var batch: [InboundEvent] = []
            for message in OneBotEvent.missed(answer, since: since) {
                batch += try await events(of: OneBotEvent(missed: message, in: place, account: account), inbox)
            }
            try await inbox.store(batch, position: nil)
        }
    }

    // MARK: Showing

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        // QQ takes no message without a letter.
        guard part.text.contains(where: { !$0.isWhitespace }) else { return .shown(nil) }
        guard let opened = connection.withLock({ $0 }) else { return .later(seconds: 1, everywhere: false) }
        let place = part.place ?? part.user
        let isGroup = place.hasPrefix("group:")
        guard let number = Int(isGroup ? place.dropFirst(6) : place[...]) else { return .gone("no number: \(place)") }
        do {
            let answer = try await opened.call(
                isGroup ? "send_group_msg" : "send_private_msg",
                [isGroup ? "group_id" : "user_id": .integer(number), "message": OneBotMessage.content(of: part)])
            if !answer.isGood, await isAway(opened) { return .later(seconds: 60, everywhere: true) }
            // Whether it was the picture no code says: its words are tried alone.
            return part.picture == nil || answer.isGood ? answer.outcome : .refused("\(answer)")
        } catch {
            return .failed("\(error)")
        }
    }

    /// Whether QQ is away, as far as the implementation says so: what it refuses then it does not refuse for what it says.
    private func isAway(_ opened: OneBotConnection) async -> Bool {
        let status = try? await opened.call("get_status")
        return status?.json["data"]["online"] == false
    }
}

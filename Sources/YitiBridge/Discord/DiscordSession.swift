/// One connection to Discord's gateway as a state machine: a payload in, actions out.
struct DiscordSession: Sendable {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        case send(JSONValue)
        /// A heartbeat each so many seconds from now on; the first after a random part of it.
        case beat(everySeconds: Double)
        /// A new session has begun.
        case began(DiscordPosition, bot: String, guilds: Set<String>)
        /// The session is taken up: what was missed has been told.
        case resumed
        /// Something happened.
        case event(String, JSONValue, sequence: Int)
        /// Connect again; the session can be taken up when `resumes`.
        case reconnect(resumes: Bool)
    }

    /// What a heartbeat comes to.
    enum Beat: Hashable, Sendable {
        case send(JSONValue)
        /// The last one was not answered: nobody is there.
        case dead
    }

    private let token: String
    private let intents: Int
    private let known: DiscordPosition?
    private var sequence: Int?
    private var isAnswered = true

    /// A connection that takes up what is `known`, or begins anew.
    init(token: String, intents: Int, known: DiscordPosition?) {
        self.token = token
        self.intents = intents
        self.known = known?.session == nil ? nil : known
        sequence = self.known?.sequence
    }

    /// Takes a payload of the gateway's; `now` is in seconds since 1970.
    mutating func take(_ payload: JSONValue, now: Double) -> [Action] {
        switch payload["op"].integer {
        case 0: return dispatch(payload, now)
        case 1: return [.send(heartbeat)]
        case 7: return [.reconnect(resumes: true)]
        case 9: return [.reconnect(resumes: payload["d"] == true)]
        case 10:
            let seconds = min(max(1, (payload["d"]["heartbeat_interval"].amount ?? 41_250) / 1000), HTTPAnswer.maxWait)
            return [.beat(everySeconds: seconds), .send(known.map(resume) ?? identify)]
        case 11: isAnswered = true
        default: break
        }
        return []
    }

    private mutating func dispatch(_ payload: JSONValue, _ now: Double) -> [Action] {
        guard let type = payload["t"].string, let number = payload["s"].integer else { return [] }
        sequence = number
        if type == "RESUMED" { return [.resumed] }
        guard type == "READY" else { return [.event(type, payload["d"], sequence: number)] }
        let data = payload["d"]
        var position = DiscordPosition(
            session: data["session_id"].string, gateway: data["resume_gateway_url"].string ?? "", heardAt: now)
        position.sequence = number
        let guilds = Set(data["guilds"].elements.compactMap { $0["id"].string })
        return [.began(position, bot: data["user"]["id"].string ?? "", guilds: guilds)]
    }

    /// The time for a heartbeat has come. `wasHeard` says whether all that came since the last one was read.
    mutating func beat(wasHeard: Bool = true) -> Beat {
        guard isAnswered || !wasHeard else { return .dead }
        isAnswered = false
        return .send(heartbeat)
    }

    private var heartbeat: JSONValue { ["op": 1, "d": sequence.map(JSONValue.integer) ?? .null] }

    private var identify: JSONValue {
        [
            "op": 2,
            "d": [
                "token": .string(token), "intents": .integer(intents),
                "properties": ["os": "linux", "browser": "yiti", "device": "yiti"],
            ],
        ]
    }

    private func resume(_ position: DiscordPosition) -> JSONValue {
        [
            "op": 6,
            "d": [
                "token": .string(token), "session_id": JSONValue(position.session),
                "seq": .integer(position.sequence),
            ],
        ]
    }

    // MARK: What a close means

    /// The failure that a close code stands for; nil when connecting again may help.
    static func failure(_ code: Int) -> BridgeFailure? {
        switch code {
        case 4004: BridgeFailure(.credentials, "Discord does not know the bot's token any more")
        case 4010, 4011: BridgeFailure(.configuration, "the bot is in more servers than one connection carries")
        case 4012, 4013: BridgeFailure(.configuration, "Discord does not speak to this version any more: \(code)")
        case 4014:
            BridgeFailure(
                .configuration,
                "the message content intent is not allowed: switch it on, or off for good, under Bot in the developer portal"
            )
        default: nil
        }
    }

    /// Whether the session is gone with the connection. Of 1000 and 1001 that holds only when they are said from this side; where Discord, or
    /// what stands before it, is started anew it says them too, and taking the session up tells.
    static func endsSession(_ code: Int?) -> Bool { [4003, 4007, 4009].contains(code) }
}

internal import Synchronization

/// What a slash command can be answered with, in the place where it says "thinking …", and a press to whoever made it, for 15 minutes.
struct DiscordToken: Hashable, Sendable {
    /// Where the journal keeps them.
    static let prefix = "command."
    private static let seconds = 14.0 * 60

    var token: String
    var at: Double
    /// The part that stands there; nil while none does.
    var part: String?

    init(token: String, at: Double) {
        self.token = token
        self.at = at
    }

    /// Reads what ``text`` wrote.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2, let at = Double(words[0]) else { return nil }
        self.init(token: words[1], at: at)
        part = words.count > 2 ? words[2] : nil
    }

    /// As the journal keeps it.
    var text: String { "\(at) \(token)" + (part.map { " " + $0 } ?? "") }

    func isOver(now: Double) -> Bool { now - at > Self.seconds }
}

extension DiscordNetwork {
    /// Keeps what a slash command can be answered with, or a press; what is over is forgotten on the way.
    func keep(_ interaction: DiscordInteraction, now: Double) -> [InboundEvent] {
        guard let mid = interaction.mid, let token = interaction.token else { return [] }
        let new = DiscordToken(token: token, at: now)
        guard interaction.isCommand else {
            state.withLock { state in
                state.presses = state.presses.filter { !$0.value.isOver(now: now) }
                state.presses[mid] = new
            }
            return []
        }
        let over = state.withLock { state in
            let over = state.commands.filter { $0.value.isOver(now: now) }.map(\.key)
            for mid in over { state.commands[mid] = nil }
            // It may be heard again after a reconnect, when a part stands there already.
            if state.commands[mid] == nil { state.commands[mid] = new }
            return over
        }
        let kept = state.withLock { $0.commands[mid] } ?? new
        return over.map { .remember(key: DiscordToken.prefix + $0, value: "") }
            + [.remember(key: DiscordToken.prefix + mid, value: kept.text)]
    }

    /// Shows the first part of a reply where its slash command was given; the message, or nil when it has to be shown in the channel.
    func answerInPlace(_ part: OutgoingPart) async throws -> String? {
        guard let mid = part.answers, state.withLock({ $0.commands[mid] }) != nil else { return nil }
        try awaitConfirmation(of: mid)
        guard let token = try await claim(mid, for: part.key) else { return nil }
        let application = state.withLock { $0.application }
        do {
            // A change of what is there can be made twice without harm.
            let message = try await client.send(
                "PATCH", ["webhooks", application, token, "messages", "@original"], body: DiscordContent.body(of: part),
                picture: part.picture)
            return message["id"].string ?? ""
        } catch let error as DiscordError where [401, 403, 404].contains(error.status) {
            return nil
        }
    }

    /// Says something to whoever pressed a button and to nobody else in the channel; false when it has to be said there.
    func whisper(_ part: OutgoingPart) async throws -> Bool {
        guard part.isWhisper, let mid = part.answers, let press = state.withLock({ $0.presses[mid] }),
            !press.isOver(now: EngineRunner.now)
        else { return false }
        try awaitConfirmation(of: mid)
        let application = state.withLock { $0.application }
        do {
            _ = try await client.send(
                "POST", ["webhooks", application, press.token], body: DiscordContent.whisper(part))
            return true
        } catch let error as DiscordError where [401, 403, 404].contains(error.status) {
            return false
        }
    }

    /// Until Discord has heard that an answer comes there is no place for it, and it would stand in the channel.
    private func awaitConfirmation(of mid: String) throws {
        guard state.withLock({ $0.unconfirmed.contains(mid) }) else { return }
        throw DiscordError(DiscordError.Limit(seconds: 0.2, isGlobal: false))
    }

    /// The token when this part is the one that stands, or is to stand, in the place of the command.
    private func claim(_ mid: String, for key: String) async throws -> String? {
        guard var known = state.withLock({ $0.commands[mid] }), !known.isOver(now: EngineRunner.now) else { return nil }
        if let part = known.part { return part == key ? known.token : nil }
        known.part = key
        // Which part it is has to be on the disk before: another must never be put over it.
        try await state.withLock { $0.inbox }?.setValue(DiscordToken.prefix + mid, known.text)
        let claimed = known
        state.withLock { $0.commands[mid] = claimed }
        return known.token
    }
}

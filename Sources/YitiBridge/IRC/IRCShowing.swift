internal import NIOCore
internal import Synchronization

/// Where a part goes, and how the network says that it took it.
extension IRCNetwork {
    /// How long the network may take to say something of what it was sent.
    static let fenceSeconds = 30

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        guard let channel = state.withLock({ $0.channel }), channel.isActive else {
            return .later(seconds: 1, everywhere: false)
        }
        if let seconds = await takePace() { return .later(seconds: seconds, everywhere: true) }
        guard let target = await target(of: part, channel) else { return Self.outcome(.offline) }
        let timer = Task {
            try await Task.sleep(for: .seconds(Self.fenceSeconds))
            settle(.failed("nothing came back")) { key, _ in key == part.key }
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let session = state.withLock { state in
                state.waiting[part.key] = Waiting(target: target, continuation: continuation)
                return state.session
            }
            for message in Self.lines(part, to: target, session) { write(message, channel) }
            // A connection that went meanwhile settles nothing any more.
            if !channel.isActive { settle(.failed("the connection was lost")) { key, _ in key == part.key } }
        }
    }

    /// The lines of a part, two where the prefix that others see is long, with what brings its receipt.
    static func lines(_ part: OutgoingPart, to target: String, _ session: IRCSession?) -> [IRCMessage] {
        let room = session?.room(to: target) ?? lineOctets
        let pieces = TextSplitter(limit: room, unit: .octets).pieces(of: part.text)
        var lines = pieces.map { IRCMessage("PRIVMSG", target, $0) }
        guard var last = lines.popLast() else { return [IRCMessage("PING", part.key)] }
        guard session?.hasReceipts ?? false else { return lines + [last, IRCMessage("PING", part.key)] }
        last.tags["label"] = part.key
        return lines + [last]
    }
}

internal import Synchronization

/// One WebSocket to an OneBot implementation: events come, actions are answered under their `echo`.
final class OneBotConnection: Sendable {
    private let socket: WebSocket
    /// What came and waits to be taken.
    let events = Backlog<OneBotEvent>()
    /// An action was not answered in time, and the connection stands.
    struct Silence: Error, CustomStringConvertible {
        let action: String
        var description: String { "no answer to \(action)" }
    }

    private let waiting = Mutex<[String: CheckedContinuation<JSONValue, any Error>]>([:])
    private let count = Mutex(0)
    /// How long an action may take.
    private static let answerSeconds = 30.0

    init(_ socket: WebSocket) { self.socket = socket }

    /// Waits for the next event; answers on the way go to who waits for them. Throws when the connection is gone.
    func next() async throws -> OneBotEvent {
        while true {
            let json = JSONValue(try await socket.next().utf8) ?? .null
            guard let echo = json["echo"].string, json["post_type"] == .null else { return OneBotEvent(json: json) }
            waiting.withLock { $0.removeValue(forKey: echo) }?.resume(returning: json)
        }
    }

    /// Has an action done. Throws when nobody knows whether it was. An answer that can't be read because too much waits before it is waited
    /// for, unless it is `urgent`: whoever takes what waits must not wait for what is behind it.
    func call(_ action: String, _ parameters: JSONValue = [:], urgent: Bool = false) async throws -> OneBotAnswer {
        let echo = count.withLock { count in
            count += 1
            return "e\(count)"
        }
        let timer = Task {
            var began: Backlog<OneBotEvent>.Moment
            repeat {
                began = events.now
                try await Task.sleep(for: .seconds(Self.answerSeconds))
            } while !urgent && !events.wasHeard(since: began)
            fail(echo, Silence(action: action))
        }
        defer { timer.cancel() }
        let request: JSONValue = ["action": .string(action), "params": parameters, "echo": .string(echo)]
        let answer = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiting.withLock { $0[echo] = continuation }
                Task {
                    do { try await socket.send(request.text) } catch { fail(echo) }
                }
            }
        } onCancel: {
            fail(echo)
        }
        return OneBotAnswer(json: answer)
    }

    /// Has an action done, whatever comes of it.
    func tell(_ action: String, _ parameters: JSONValue) async throws {
        let request: JSONValue = ["action": .string(action), "params": parameters, "echo": "told"]
        try await socket.send(request.text)
    }

    private func fail(_ echo: String, _ error: any Error = WebSocketClosed(code: nil)) {
        waiting.withLock { $0.removeValue(forKey: echo) }?.resume(throwing: error)
    }

    /// Ends it; who waits hears of it.
    func close() {
        socket.close(1000)
        for echo in waiting.withLock({ Array($0.keys) }) { fail(echo) }
    }
}

internal import NIOCore

/// Browsers' sessions that ended a moment ago. What was sent under their cookies before that may still come, and would look as if it were
/// sent by somebody whom the server has forgotten, who goes on as a guest.
struct EndedSessions: Sendable {
    /// How a session has ended.
    enum Ending: Sendable {
        /// Its browser has signed in as somebody, and has another cookie for that or is about to get it.
        case replaced
        /// It was signed out, here or by a new key.
        case over
    }

    private var endings: [BrowserSession: (ending: Ending, until: NIODeadline)] = [:]

    /// The most that are remembered; past it the one that ended first is forgotten.
    private static let most = 10_000

    /// How a session ended a moment ago; nil for one that did not.
    func ending(of session: BrowserSession, now: NIODeadline = .now()) -> Ending? {
        endings[session].flatMap { $0.until > now ? $0.ending : nil }
    }

    /// Remembers for so many seconds how a session ended.
    mutating func insert(_ session: BrowserSession, _ ending: Ending, seconds: Int, now: NIODeadline = .now()) {
        if endings.count >= Self.most { makeRoom(now) }
        endings[session] = (ending, now + .seconds(Int64(seconds)))
    }

    private mutating func makeRoom(_ now: NIODeadline) {
        endings = endings.filter { $0.value.until > now }
        guard endings.count >= Self.most, let first = endings.min(by: { $0.value.until < $1.value.until }) else {
            return
        }
        endings[first.key] = nil
    }

    /// It did not end after all.
    mutating func remove(_ session: BrowserSession) { endings[session] = nil }
}

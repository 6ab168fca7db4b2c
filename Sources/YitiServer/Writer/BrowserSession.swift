internal import NIOCore
internal import Synchronization
import YitiCore
import YitiStore

/// A browser's session, told by the hash of its cookie: the cookie itself is kept nowhere.
package struct BrowserSession: Hashable, Sendable {
    let hash: [UInt8]

    /// The session whose cookie has that hash.
    init(hash: [UInt8]) { self.hash = hash }

    /// The session of a cookie.
    init(cookie: String) { hash = Secrets.hash(cookie) }

    /// What its kept replies are kept under.
    var name: String { WebSessionName.user(of: hash) }
}

/// The browsers that the writer knows besides the database: guests, and who has a stream open. Safe from any thread.
final class Browsers: Sendable {
    private struct Guest {
        var file: PersonFile?
        var usedAt: NIODeadline
    }

    private struct State {
        var guests: [BrowserSession: Guest] = [:]
        var streams: [BrowserSession: [ConnectionID]] = [:]
        var owners: [ConnectionID: BrowserSession] = [:]
        var ended = EndedSessions()
    }

    private let state = Mutex(State())

    /// The most guests at a time; the one who has been silent for longest gives way.
    static let maxGuests = 10_000
    /// How long a guest may be silent. Real time: the sandbox's clock may jump.
    private static let guestTime = TimeAmount.minutes(30)

    /// Whether a session is a guest's that is still known.
    func isGuest(_ session: BrowserSession) -> Bool { guest(session) != nil }

    /// What a guest has set or opened.
    func file(of session: BrowserSession) -> PersonFile? { guest(session)?.file }

    private func guest(_ session: BrowserSession) -> Guest? {
        state.withLock { state in state.guests[session].flatMap { $0.usedAt + Self.guestTime > .now() ? $0 : nil } }
    }

    /// Keeps a guest; undone when the batch is.
    func keep(_ session: BrowserSession, _ file: PersonFile?, _ batch: WriteBatch) {
        let before = state.withLock { state in
            let before = state.guests[session]
            if before == nil { Self.makeRoom(&state) }
            state.guests[session] = Guest(file: file, usedAt: .now())
            return before
        }
        batch.onRollback { [self] in set(session, before) }
    }

    /// A session is no guest's any more; undone when the batch is.
    func drop(_ session: BrowserSession, _ batch: WriteBatch) {
        guard let before = state.withLock({ $0.guests.removeValue(forKey: session) }) else { return }
        batch.onRollback { [self] in set(session, before) }
    }

    /// How a session ended a moment ago; nil for one that did not.
    func ending(of session: BrowserSession) -> EndedSessions.Ending? { state.withLock { $0.ended.ending(of: session) } }

    /// A session has ended, and is no guest's any more; undone when the batch is.
    func end(_ session: BrowserSession, _ ending: EndedSessions.Ending, _ batch: WriteBatch) {
        // What takes longer to come is cut off.
        let seconds = batch.state.services.limits.httpRequestSeconds
        state.withLock { $0.ended.insert(session, ending, seconds: seconds) }
        batch.onRollback { [self] in state.withLock { $0.ended.remove(session) } }
        drop(session, batch)
    }

    private func set(_ session: BrowserSession, _ guest: Guest?) { state.withLock { $0.guests[session] = guest } }

    private static func makeRoom(_ state: inout State) {
        guard state.guests.count >= maxGuests else { return }
        let limit = NIODeadline.now() - guestTime
        let streams = state.streams
        state.guests = state.guests.filter { $0.value.usedAt > limit || streams[$0.key] != nil }
        guard state.guests.count >= maxGuests, let oldest = state.guests.min(by: { $0.value.usedAt < $1.value.usedAt })
        else { return }
        state.guests[oldest.key] = nil
    }

    /// The streams of a session.
    func streams(of session: BrowserSession) -> [ConnectionID] { state.withLock { $0.streams[session] ?? [] } }

    /// A stream of a session begins.
    func begin(_ stream: ConnectionID, of session: BrowserSession) {
        state.withLock { state in
            state.streams[session, default: []].append(stream)
            state.owners[stream] = session
        }
    }

    /// A stream ends, whichever session has it by now.
    func end(_ stream: ConnectionID) {
        state.withLock { state in
            guard let session = state.owners.removeValue(forKey: stream) else { return }
            state.streams[session]?.removeAll { $0 == stream }
            if state.streams[session]?.isEmpty ?? false { state.streams[session] = nil }
        }
    }

    /// The streams of a session are another's from now on.
    func moveStreams(of session: BrowserSession, to other: BrowserSession) {
        state.withLock { state in
            guard let streams = state.streams.removeValue(forKey: session) else { return }
            state.streams[other, default: []] += streams
            for stream in streams { state.owners[stream] = other }
        }
    }
}

internal import NIOCore
import YitiCore
import YitiStore

/// A browser's session, told by the hash of its cookie: the cookie itself is kept nowhere.
package struct BrowserSession: Hashable, Sendable {
    let hash: [UInt8]

    /// The session of a cookie.
    init(cookie: String) { hash = Secrets.hash(cookie) }

    /// What its kept replies are kept under.
    var name: String { WebSessionName.user(of: hash) }
}

/// The browsers that the writer knows besides the database: guests, and who has a stream open. Only the writer's thread touches it.
final class Browsers {
    private struct Guest {
        var file: PersonFile?
        var usedAt: NIODeadline
    }

    private var guests: [BrowserSession: Guest] = [:]
    private(set) var streams: [BrowserSession: [ConnectionID]] = [:]

    /// The most guests at a time; the one who has been silent for longest gives way.
    static let maxGuests = 10_000
    /// How long a guest may be silent. Real time: the sandbox's clock may jump.
    private static let guestTime = TimeAmount.minutes(30)

    /// How many guests there are.
    var guestCount: Int { guests.count }

    /// Whether a session is a guest's that is still known.
    func isGuest(_ session: BrowserSession) -> Bool {
        guests[session].map { $0.usedAt + Self.guestTime > .now() } ?? false
    }

    /// What a guest has set or opened.
    func file(of session: BrowserSession) -> PersonFile? { isGuest(session) ? guests[session]?.file : nil }

    /// Keeps a guest; undone when the batch is.
    func keep(_ session: BrowserSession, _ file: PersonFile?, _ batch: WriteBatch) {
        let before = guests[session]
        batch.onRollback { [self] in guests[session] = before }
        if before == nil { makeRoom() }
        guests[session] = Guest(file: file, usedAt: .now())
    }

    /// A session is no guest's any more; undone when the batch is.
    func drop(_ session: BrowserSession, _ batch: WriteBatch) {
        guard let before = guests.removeValue(forKey: session) else { return }
        batch.onRollback { [self] in guests[session] = before }
    }

    private func makeRoom() {
        guard guests.count >= Self.maxGuests else { return }
        let limit = NIODeadline.now() - Self.guestTime
        guests = guests.filter { $0.value.usedAt > limit || streams[$0.key] != nil }
        guard guests.count >= Self.maxGuests, let oldest = guests.min(by: { $0.value.usedAt < $1.value.usedAt }) else {
            return
        }
        guests[oldest.key] = nil
    }

    /// A stream of a session begins or ends.
    func begin(_ stream: ConnectionID, of session: BrowserSession) { streams[session, default: []].append(stream) }

    func end(_ stream: ConnectionID, of session: BrowserSession) {
        streams[session]?.removeAll { $0 == stream }
        if streams[session]?.isEmpty ?? false { streams[session] = nil }
    }
}

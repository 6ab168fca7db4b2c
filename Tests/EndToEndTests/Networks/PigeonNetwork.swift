import Synchronization
import YitiBridge

/// A network that does not exist: pigeons carry letters of at most 100 characters, one after the other, and know no buttons.
final class PigeonNetwork: Network {
    let traits = NetworkTraits(
        name: "pigeon", splitter: TextSplitter(limit: 100, unit: .codePoints),
        chatRate: RateLimit(burst: 20, perSecond: 20), bridgeRate: RateLimit(burst: 50, perSecond: 50),
        placeIsUser: true)

    private struct Loft: Sendable {
        var arrived: [(number: Int, from: String, text: String)] = []
        var sent: [(to: String, text: String)] = []
    }

    private let loft = Mutex(Loft())

    /// There are no credentials to present; the account is what the journal belongs to.
    func signIn(_ inbox: Inbox) async throws -> String { "the loft" }

    /// Letters stay in the loft until the journal has them: only then is the position moved.
    func receive(_ inbox: Inbox) async throws {
        var position = try await inbox.position().flatMap(Int.init) ?? 0
        while !Task.isCancelled {
            let letters = loft.withLock { $0.arrived.filter { $0.number > position } }
            if let last = letters.last {
                let batch = letters.compactMap { letter -> InboundEvent? in
                    guard let user = Identifier.escape(letter.from) else { return nil }
                    return .message(
                        InboundMessage(user: user, place: letter.from, id: "\(letter.number)", text: letter.text))
                }
                try await inbox.store(batch, position: "\(last.number)")
                position = last.number
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// A pigeon that flies arrives: there is no other outcome here.
    func show(_ part: OutgoingPart) async -> ShowOutcome {
        loft.withLock { loft in
            loft.sent.append((part.place ?? part.user, part.text))
            return .shown("\(loft.sent.count)")
        }
    }

    // MARK: What people do

    /// Somebody sends a letter to the bot.
    func send(_ text: String, from user: String) {
        loft.withLock { $0.arrived.append(($0.arrived.count + 1, user, text)) }
    }

    /// What somebody has got so far.
    func letters(to user: String) -> [String] { loft.withLock { $0.sent.filter { $0.to == user }.map(\.text) } }
}

internal import Foundation

/// Where the gateway was left, as the journal keeps it.
struct DiscordPosition: Hashable, Codable, Sendable {
    /// The session; nil when it is lost, so that what was missed has to be read from the channels.
    var session: String?
    /// The number of the last event that is in the journal.
    var sequence = 0
    /// Where the session can be taken up again.
    var gateway = ""
    /// When something was heard last, in seconds since 1970.
    var heardAt: Double

    init(session: String?, gateway: String, heardAt: Double) {
        self.session = session
        self.gateway = gateway
        self.heardAt = heardAt
    }

    /// Reads what ``text`` wrote; nil when it is something else.
    init?(_ text: String) {
        guard let position = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
        self = position
    }

    /// As the journal keeps it.
    var text: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "" }
}

import Foundation
import YitiCore
import YitiTestKit

/// The wall clock of one server, set by hand. It goes on from where it was set to.
final class SetClock: Sendable {
    private let scratch: Scratch

    /// A clock that shows an instant.
    init(at text: String) throws {
        scratch = try Scratch()
        try set(to: text)
    }

    /// Sets it, forward or back. The steady clock of the server does not notice.
    func set(to text: String) throws {
        guard let instant = Instant(text: text) else { throw KitFailure("no instant: \(text)") }
        let ahead = instant.seconds - Int64(Date().timeIntervalSince1970)
        // In one step: half a number would be another time.
        try Data("\(ahead)\n".utf8).write(to: URL(fileURLWithPath: scratch.file("plan")), options: .atomic)
    }

    /// What a server needs to live by it.
    func environment() throws -> [String: String] {
        ["LD_PRELOAD": try Shim.clock.get(), "YITI_CLOCK_PLAN": scratch.file("plan")]
    }
}

import Foundation
import Testing

@testable import YitiBridge

/// An engine on a real journal, with an instant that moves when it is told.
final class EngineHarness {
    var engine: Engine
    var now: Double
    private let path: String?
    private let traits: NetworkTraits
    private let limits: EngineLimits

    init(
        path: String? = nil, keySeconds: Double = 3600, limits: EngineLimits = EngineLimits(),
        placeIsUser: Bool = false,
        partsOfPage: Int? = nil, captionLength: Int? = nil
    ) throws {
        self.path = path
        self.limits = limits
        now = 1_800_000_000
        traits = NetworkTraits(
            name: "test", splitter: TextSplitter(limit: 20, unit: .codePoints),
            chatRate: RateLimit(burst: 1000, perSecond: 1000), bridgeRate: RateLimit(burst: 1000, perSecond: 1000),
            keySeconds: keySeconds, placeIsUser: placeIsUser, partsOfPage: partsOfPage,
            captionLength: captionLength)
        engine = try Self.engine(path, traits, limits, now)
    }

    private static func engine(
        _ path: String?, _ traits: NetworkTraits, _ limits: EngineLimits, _ now: Double
    ) throws -> Engine {
        try Engine(
            journal: Journal(path: path), identity: EngineIdentity(bridge: "test", token: "t"), traits: traits,
            limits: limits, now: now)
    }

    func take(_ events: EngineEvent...) throws -> [EngineAction] { try engine.handle(events, now: now) }

    /// Says hello and is welcome.
    func connect(store: String = "s1", time: String = "2027-01-15T08:00:00Z") throws -> [EngineAction] {
        _ = try take(.connected)
        return try take(.line(["op": "welcome", "store": .string(store), "time": .string(time)]))
    }

    /// Somebody writes in private.
    func write(_ text: String, by user: String = "u", id: String, sentAt: Double? = nil, edits: String? = nil) throws
        -> [EngineAction]
    {
        let message = InboundMessage(
            user: user, place: "room-" + user, id: id, text: text, edits: edits, sentAt: sentAt ?? now)
        return try take(.received([.message(message)], position: "p-" + id, gap: nil))
    }

    /// The server answers what was asked with texts.
    func answer(_ id: String, _ texts: String...) throws -> [EngineAction] {
        let messages = texts.map { text -> JSONValue in ["kind": "info", "text": .string(text), "ref": "loss-01"] }
        return try take(.line(["op": "ok", "id": .string(id), "msgs": .array(messages)]))
    }

    func push(_ delivery: String, to user: String = "u", _ text: String, attempt: Int = 1) throws -> [EngineAction] {
        try take(
            .line([
                "op": "push", "d": .string(delivery), "user": .string(user), "attempt": .integer(attempt),
                "msgs": [["kind": "question", "text": .string(text), "ref": "loss-02"]],
            ]))
    }
}

extension [EngineAction] {
    /// What is written to the server, shortened to `op id` or `op d`.
    var written: [String] {
        compactMap { action in
            guard case .write(let line) = action else { return nil }
            return [line["op"], line["id"] == .null ? line["d"] : line["id"]].compactMap(\.string).joined(
                separator: " ")
        }
    }

    /// The lines that are written to the server.
    var lines: [JSONValue] { compactMap { if case .write(let line) = $0 { line } else { nil } } }

    /// The parts that are shown, with their numbers.
    var shown: [(id: Int64, part: OutgoingPart)] {
        compactMap { if case .show(let id, let part) = $0 { (id, part) } else { nil } }
    }

    /// What ends the process.
    var stop: BridgeFailure? { compactMap { if case .stop(let failure) = $0 { failure } else { nil } }.first }
}

/// A file that goes with the test.
func withJournal(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/journal")
}

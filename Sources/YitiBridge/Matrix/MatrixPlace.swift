/// Where something is written: a room, or a thread of it, which is named by the event that it is under.
struct MatrixPlace: Hashable, Sendable {
    let room: String
    var thread: String?
    /// Rooms begin with `!` and events with `$`.
    private static let seam = ":$"

    init(room: String, thread: String? = nil) {
        self.room = room
        self.thread = thread
    }

    /// Reads `!room:server` or `!room:server:$event`.
    init(_ text: String) {
        guard let seam = text.firstRange(of: Self.seam) else {
            self.init(room: text)
            return
        }
        self.init(room: String(text[..<seam.lowerBound]), thread: String(text[text.index(after: seam.lowerBound)...]))
    }

    var text: String { thread.map { "\(room):\($0)" } ?? room }

    /// How a message says that it belongs there, and which one it answers.
    func relation(repliesTo message: String?) -> JSONValue? {
        let answers = (message ?? thread).map { ["event_id": .string($0)] as JSONValue }
        guard let thread else { return answers.map { ["m.in_reply_to": $0] } }
        return [
            "rel_type": "m.thread", "event_id": .string(thread), "is_falling_back": .bool(message == nil),
            "m.in_reply_to": answers ?? .null,
        ]
    }
}

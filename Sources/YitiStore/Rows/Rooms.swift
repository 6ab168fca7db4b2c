import YitiCore

/// Rooms: who answered in one, and who is on its board.
extension Transaction {
    /// Notes that an answer was given in a room.
    func noteAnswer(_ answer: Int64, of member: Int64, in room: Int64) throws {
        try run(
            "INSERT INTO room_answer (room, answer, member) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", room, answer,
            member)
    }

    /// Who answered a question in a room since an instant, in the order they did; nil for each who is not on the board.
    func answerers(of question: String, in room: Int64, since: Instant) throws -> [Int64: String?] {
        let found: [(Int64, String?)] = try all(
            """
            SELECT r.member, CASE WHEN b.member IS NULL THEN NULL ELSE coalesce(p.name, '#' || p.id) END
            FROM room_answer r JOIN answer a ON a.id = r.answer JOIN person p ON p.id = r.member
                LEFT JOIN board b ON b.room = r.room AND b.member = r.member
            WHERE r.room = ? AND a.question = ? AND a.at >= ?
            """, room, question, since.seconds
        ) { ($0[0], $0[1]) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Puts a member on a room's board.
    func joinBoard(of room: Int64, member: Int64, at: Instant) throws {
        try run(
            "INSERT INTO board (room, member, joined_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", room, member,
            at.seconds)
    }

    /// Takes a member off a room's board.
    func leaveBoard(of room: Int64, member: Int64) throws {
        try run("DELETE FROM board WHERE room = ? AND member = ?", room, member)
    }

    /// A room's board: the members with the days since `day` for which they have a rated answer, the most first.
    func board(of room: Int64, since day: Day) throws -> [BoardLine] {
        try all(
            """
            SELECT coalesce(p.name, '#' || p.id), (
                SELECT count(DISTINCT day) FROM answer a WHERE a.person = p.id AND a.rating IS NOT NULL AND a.day >= ?) AS days
            FROM board b JOIN person p ON p.id = b.member WHERE b.room = ? ORDER BY days DESC, b.joined_at, p.id
            """, day.number, room
        ) { BoardLine(name: $0[0], days: $0[1]) }
    }
}

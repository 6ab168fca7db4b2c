extension CommandTable {
    static let roomRows: [CommandRow] = [
        CommandRow(
            "leaderboard", alternates: ["board"], chinese: ["榜单", "排行榜"], group: .progress, form: .words,
            isPublic: true,
            read: RoomReaders.leaderboard)
    ]
}

/// Reads what follows the commands of rooms.
enum RoomReaders {
    static func leaderboard(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .leaderboard(.show) }
        switch arguments.onlyWord?.lowercased() {
        case "join", "加入": return .leaderboard(.join)
        case "leave", "退出": return .leaderboard(.leave)
        default: throw arguments.misread()
        }
    }
}

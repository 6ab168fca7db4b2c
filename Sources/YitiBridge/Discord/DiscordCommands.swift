internal import YitiCore
internal import YitiWords

/// The slash commands, made from the command table.
enum DiscordCommands {
    /// What is registered: every command with both languages, and one field for what may follow it.
    static let all: JSONValue = .array(
        CommandTable.rows.filter { $0.verb != "quit" && $0.verb != "login" }.prefix(100).map(command))

    private static func command(_ row: CommandRow) -> JSONValue {
        let summary = CommandWords.of(row.verb).summary
        var command: [String: JSONValue] = [
            "name": .string(row.verb), "type": 1, "description": .string(String(summary.en.prefix(100))),
            "description_localizations": ["zh-CN": .string(String(summary.zh.prefix(100)))],
            // In servers and in chats with the bot alone: in a group of people it could neither read nor write.
            "contexts": [0, 1],
        ]
        if row.form != .alone {
            command["options"] = [
                [
                    "type": 3, "name": "text", "description": .string(BridgeWords.whatFollows.en),
                    "description_localizations": ["zh-CN": .string(BridgeWords.whatFollows.zh)],
                ]
            ]
        }
        return .object(command)
    }
}

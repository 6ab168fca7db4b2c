import YitiCore

/// What help says about a command.
struct CommandWords {
    var pattern: Text
    var example: Text

    /// The words of a verb.
    static func of(_ verb: String) -> CommandWords {
        let row = CommandTable.row(verb, isSandbox: true)
        return CommandWords(
            pattern: row?.pattern ?? Text(zh: "", en: ""), example: row?.example ?? Text(zh: "", en: ""))
    }
}

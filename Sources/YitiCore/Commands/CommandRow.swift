/// One row of the command table: how a command is spelled, and what may follow it. What it is for, YitiWords says.
package struct CommandRow: Sendable {
    /// The Latin verb, in lower case: what help shows and other rows are told apart by.
    package let verb: String
    /// Other Latin spellings.
    package let alternates: [String]
    /// Chinese words that stand for the verb, with or without a slash; never empty.
    package let chinese: [String]
    /// Where help lists it.
    package let group: CommandGroup
    /// What may follow the verb.
    package let form: CommandForm
    /// Whether it may be answered where others read along: nothing of its reply is anybody's own business. Few may.
    package let isPublic: Bool
    /// Makes the command of what follows the verb, or throws the refusal that says what to type.
    let read: @Sendable (CommandArguments) throws(Refusal) -> Command

    init(
        _ verb: String, alternates: [String] = [], chinese: [String], group: CommandGroup, form: CommandForm,
        isPublic: Bool = false, read: @escaping @Sendable (CommandArguments) throws(Refusal) -> Command
    ) {
        self.verb = verb
        self.alternates = alternates
        self.chinese = chinese
        self.group = group
        self.form = form
        self.isPublic = isPublic
        self.read = read
    }

    /// Every way to spell it, the Latin verb first.
    package var spellings: [String] { [verb] + alternates + chinese }
}

/// What may follow a verb.
package enum CommandForm: Sendable {
    /// Nothing.
    case alone
    /// Words with a meaning: numbers, dates, topics.
    case words
    /// Any text, line breaks and all.
    case text
}

/// The groups of `/help`.
package enum CommandGroup: CaseIterable, Sendable {
    case first
    case questions
    case topics
    case progress
    case settings
    case account
}

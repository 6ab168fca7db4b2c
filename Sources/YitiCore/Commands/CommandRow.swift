/// One row of the command table: how a command is spelled, what may follow it, what it is for.
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
    /// What may follow the verb as help shows it; empty when nothing may.
    package let usage: Text
    /// What it does, in a few words.
    package let summary: Text
    /// What else there is to know, in a sentence or two.
    package let details: Text
    /// A line that works when typed as it stands.
    package let example: Text
    /// Makes the command of what follows the verb, or throws the refusal that says what to type.
    let read: @Sendable (CommandArguments) throws(Refusal) -> Command

    init(
        _ verb: String, alternates: [String] = [], chinese: [String], group: CommandGroup, form: CommandForm,
        usage: Text = Text(zh: "", en: ""), summary: Text, details: Text, example: Text,
        read: @escaping @Sendable (CommandArguments) throws(Refusal) -> Command
    ) {
        self.verb = verb
        self.alternates = alternates
        self.chinese = chinese
        self.group = group
        self.form = form
        self.usage = usage
        self.summary = summary
        self.details = details
        self.example = example
        self.read = read
    }

    /// Every way to spell it, the Latin verb first.
    package var spellings: [String] { [verb] + alternates + chinese }

    /// The verb with its slash and what may follow it.
    package var pattern: Text { usage.map { $0.isEmpty ? "/\(verb)" : "/\(verb) \($0)" } }
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

    /// The group's heading.
    package var name: Text {
        switch self {
        case .first: Text(zh: "开始", en: "First steps")
        case .questions: Text(zh: "答题", en: "Questions")
        case .topics: Text(zh: "主题和订阅", en: "Topics and subscriptions")
        case .progress: Text(zh: "进度", en: "Progress")
        case .settings: Text(zh: "设置", en: "Settings")
        case .account: Text(zh: "账户和数据", en: "You and your data")
        }
    }
}

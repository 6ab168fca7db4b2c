import YitiCore

/// A small bank of topics and what lines come to with it, on a Wednesday.
struct LineExamples {
    static let bank = Bank(topics: [
        topic("loss", "损失函数", "Loss functions"),
        topic("regression", "线性回归与逻辑回归", "Linear and logistic regression"),
        topic("regularization", "正则化", "Regularization"),
        topic("svm", "支持向量机", "Support vector machines"),
    ])

    /// Reading the names takes a while, and they stay the same.
    private static let zones = Result { try ZoneBook() }

    let parser: CommandParser

    init() throws {
        parser = CommandParser(bank: Self.bank, zones: try Self.zones.get(), isSandbox: true)
    }

    private static func topic(_ id: String, _ zh: String, _ en: String) -> Topic {
        let question = Question(id: "\(id)-04", topic: id, stars: 5, wording: Text(zh: "为什么？", en: "Why?"))
        return Topic(id: id, name: Text(zh: zh, en: en), questions: [question])
    }

    func parse(_ line: String) -> ParsedLine { parser.parse(line, today: MessageExamples.today) }

    /// The refusal of a line, or nil.
    func refusal(_ line: String) -> Refusal? {
        if case .refused(let refusal) = parse(line) { refusal } else { nil }
    }
}

import YitiCore

/// A small bank of topics and a parser for it, on a Wednesday.
struct CommandExamples {
    /// 2026-11-25, a Wednesday.
    static let today = Day(number: 20_782)

    static let bank = Bank(topics: [
        topic("loss", "损失函数", "Loss functions", questions: 12),
        topic("regression", "线性回归与逻辑回归", "Linear and logistic regression"),
        topic("regularization", "正则化", "Regularization"),
        topic("svm", "支持向量机", "Support vector machines"),
        topic("knn", "K 近邻", "k-nearest neighbours"),
    ])

    /// Reading the names takes a while, and they stay the same.
    private static let zones = Result { try ZoneBook() }

    let parser: CommandParser

    init(isSandbox: Bool = false) throws {
        parser = CommandParser(bank: Self.bank, zones: try Self.zones.get(), isSandbox: isSandbox)
    }

    private static func topic(_ id: String, _ zh: String, _ en: String, questions: Int = 2) -> Topic {
        Topic(
            id: id, name: Text(zh: zh, en: en),
            questions: (1...questions).map { number in
                Question(
                    id: id + (number < 10 ? "-0" : "-") + String(number), topic: id, stars: 5,
                    wording: Text(zh: "问题\(number)", en: "Question \(number)"))
            })
    }

    func parse(_ line: String) -> ParsedLine { parser.parse(line, today: Self.today) }

    /// The command of a line, or nil.
    func command(_ line: String) -> Command? {
        if case .command(let command) = parse(line) { command } else { nil }
    }

    /// The refusal of a line, or nil.
    func refusal(_ line: String) -> Refusal? {
        if case .refused(let refusal) = parse(line) { refusal } else { nil }
    }
}

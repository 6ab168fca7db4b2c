package import YitiCore

extension Rating {
    /// What it is called.
    package var name: Text {
        switch self {
        case .again: Text(zh: "忘了", en: "forgot")
        case .hard: Text(zh: "吃力", en: "hard")
        case .good: Text(zh: "想起", en: "good")
        case .easy: Text(zh: "轻松", en: "easy")
        }
    }

    /// A button for each rating of an answer.
    static func buttons(answer: Int64) -> [Button] {
        allCases.map { rating in
            Button(rating.name.map { "\(rating.rawValue) \($0)" }, callback: Callbacks.rate(rating, answer: answer))
        }
    }
}

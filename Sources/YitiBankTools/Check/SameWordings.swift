import YitiCore

/// Questions that say the same as one before them: an import takes them for one, and a person would be asked it twice.
struct SameWordings {
    private let first: [String: String]

    init(_ pages: [BankPage]) {
        let keys = pages.flatMap(\.topic.questions).flatMap { question in
            question.wordingKeys.map { ($0, question.id) }
        }
        first = Dictionary(keys, uniquingKeysWith: { first, _ in first })
    }

    func findings(_ page: BankPage) -> [Finding] {
        page.placed.compactMap { placed in
            let id = placed.question.id
            guard let twin = placed.question.wordingKeys.lazy.compactMap({ first[$0] }).first(where: { $0 != id })
            else {
                return nil
            }
            return Finding(
                file: page.file, line: placed.places.heading, severity: .incomplete,
                message: "\(id) has the wording of \(twin)")
        }
    }
}

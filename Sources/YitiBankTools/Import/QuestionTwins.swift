import YitiCore

extension Question {
    /// What two wordings of the same question have in common: everything but case, spaces and sentence marks, for each language.
    var wordingKeys: [String] {
        [wording.zh, wording.en].map { wording in
            wording.narrowed().lowercased().filter { !$0.isWhitespace && !"?.!,;:、。".contains($0) }
        }.filter { !$0.isEmpty }
    }

    /// Whether it may be the same question in other words: half of the pairs of characters are the same in a language that both have, or
    /// they have none in common.
    func resembles(_ other: Question) -> Bool {
        let pairs = [(wording.zh, other.wording.zh), (wording.en, other.wording.en)].filter {
            !$0.isEmpty && !$1.isEmpty
        }
        return pairs.isEmpty || pairs.contains { Self.likeness($0, $1) >= 0.5 }
    }

    /// Dice's coefficient over pairs of neighbouring characters: 1 for the same, 0 for nothing in common.
    private static func likeness(_ left: String, _ right: String) -> Double {
        let (left, right) = (pairs(left), pairs(right))
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        return 2 * Double(left.intersection(right).count) / Double(left.count + right.count)
    }

    private static func pairs(_ text: String) -> Set<String> {
        let letters = text.narrowed().lowercased().filter { $0.isLetter || $0.isNumber }
        return Set(zip(letters, letters.dropFirst()).map { "\($0)\($1)" })
    }

    /// Why a bank's file can't hold the question: it would not be read back the same, or it is too long. Nil when it can.
    ///
    /// `related` is left aside: what it may hold depends on the rest of the bank.
    var problemInFile: String? {
        var alone = self
        alone.related = []
        let topic = Topic(id: alone.topic, name: Text(monolingual: "T"), questions: [alone])
        let page = BankParser.parse(BankWriter.markdown(topic), file: "")
        if let finding = page.findings.first { return finding.message }
        guard let placed = page.placed.first, page.topic == topic else {
            return "something in it would be read as a mark of the bank's grammar"
        }
        return LengthRules.findings(placed, file: "").first?.message
    }
}

extension ImportedQuestion {
    /// What the file says of a question otherwise than the bank, wording and `related` aside; what it doesn't say is no difference.
    func differences(_ question: Question, from other: Question) -> [String] {
        let pairs = [(question.chinese, other.chinese), (question.english, other.english)]
        func differs(_ part: (AnswerSheet) -> some Collection<Character>) -> Bool {
            pairs.contains { !part($0).isEmpty && String(part($0)) != String(part($1)) }
        }
        let languages = [(question.wording.zh, other.wording.zh), (question.wording.en, other.wording.en)]
        let all: [(String, Bool)] = [
            ("stars", stars.map { $0 != other.stars } ?? false),
            ("language", languages.contains { !$0.isEmpty && $1.isEmpty }),
            ("key points", differs { $0.keyPoints.joined(separator: "\n") }),
            ("answer", differs { $0.referenceAnswer }),
            ("follow-ups", differs { $0.followUps.joined(separator: "\n") }),
            ("code", question.code.map { $0 != other.code } ?? false),
        ]
        return all.filter(\.1).map(\.0)
    }
}

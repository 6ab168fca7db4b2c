import YitiCore

/// Checks what a question says against ``CheckRule``.
struct ContentRules {
    private let placed: PlacedQuestion
    private var breaches: [RuleBreach] = []

    /// Everything in one question that breaks a rule.
    static func breaches(_ placed: PlacedQuestion) -> [RuleBreach] {
        var rules = ContentRules(placed: placed)
        for language in [Language.zh, .en] {
            rules.keyPoints(language)
            rules.lines(language)
        }
        rules.numbers()
        return rules.breaches
    }

    private init(placed: PlacedQuestion) { self.placed = placed }

    private mutating func note(_ rule: CheckRule, _ line: Int, _ message: String) {
        breaches.append(RuleBreach(rule: rule, question: placed.question.id, line: line, message: message))
    }

    private func keyPoints(in language: Language) -> [BankLine] {
        let section = language == .zh ? BankSection.chineseKeyPoints : .englishKeyPoints
        let points = placed.question.sheet(in: language).keyPoints
        return zip(points, placed.places.contents[section] ?? []).map { BankLine(number: $1, text: $0, kind: .plain) }
    }

    private mutating func keyPoints(_ language: Language) {
        for point in keyPoints(in: language) {
            if point.text.contains(where: { "；;".contains($0) }) {
                note(.semicolon, point.number, "a semicolon in a key point: make two of it, or one statement")
            }
            if Sentences.count(in: point.text) > 1 {
                note(.sentences, point.number, "a key point of more than one sentence: one checkable statement each")
            }
        }
    }

    private mutating func lines(_ language: Language) {
        let lines = StyleRules.lines(of: placed, in: language).filter { $0.kind == .plain }
        for line in lines {
            if line.text.hasStars {
                note(.bold, line.number, "`**`: text is plain here, formulas are in Unicode")
            }
            for found in Markup.markdown(in: line.text) {
                note(.markdown, line.number, "\(found) of Markdown: text is plain here")
            }
            if line.text.hasSpaceBeforePercent { note(.percent, line.number, "a space before `%`: write 5%") }
        }
        for (line, letter) in DefinedLetters.missing(in: lines) {
            note(.letters, line, "`\(letter)` stands only here, after \"where\" or 其中, and is not defined")
        }
    }

    private mutating func numbers() {
        let pairs = zip(keyPoints(in: .zh), keyPoints(in: .en)).map { ($0.text, $1.text, $1.number) }
        let wording = placed.question.wording
        let line = placed.places.englishWording ?? placed.places.heading
        for (chinese, english, line) in pairs + [(wording.zh, wording.en, line)] {
            guard let difference = Numerals.difference(chinese, english) else { continue }
            note(.numbers, line, "numbers differ: \(difference)")
        }
    }
}

extension String {
    /// Whether `**` stands in it for bold or a power; `f(*args, **kwargs)` is Python.
    fileprivate var hasStars: Bool {
        ranges(of: "**").contains { range in
            let before = self[..<range.lowerBound].last
            let after = self[range.upperBound...].first
            let isArgument = after.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
            return !isArgument || !(before.map { $0.isWhitespace || "([{,".contains($0) } ?? true)
        }
    }

    /// `5 %`, `5 % of it`; `7 % n`, `7 % 5` and `7 % len(x)` are the remainder of a division.
    fileprivate var hasSpaceBeforePercent: Bool {
        let characters = Array(self)
        return characters.indices.dropFirst(2).contains { index in
            guard "%％".contains(characters[index]), characters[index - 1].isWhitespace else { return false }
            let after = characters[(index + 1)...].drop(while: \.isWhitespace)
            let word = after.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            let isWord = word.count > 1 && word.allSatisfy(\.isLetter) && after.dropFirst(word.count).first != "("
            return characters[index - 2].isNumber && (word.isEmpty || isWord)
        }
    }
}

extension CommandTable {
    static let shelfRows: [CommandRow] = [
        CommandRow(
            "history", alternates: ["log"], chinese: ["历史", "记录"], group: .progress, form: .words,
            read: ShelfReaders.history),
        CommandRow(
            "search", alternates: ["find"], chinese: ["搜索", "查找", "搜寻"], group: .progress, form: .text,
            read: ShelfReaders.search),
        CommandRow(
            "bookmark", alternates: ["save", "star"], chinese: ["收藏"], group: .progress, form: .words,
            read: ShelfReaders.bookmark),
        CommandRow(
            "bookmarks", alternates: ["saved"], chinese: ["收藏夹", "我的收藏"], group: .progress, form: .alone,
            read: { (arguments) throws(Refusal) in try arguments.nothing(.bookmarks) }),
        CommandRow(
            "note", chinese: ["笔记"], group: .progress, form: .text,
            read: { (arguments) throws(Refusal) in try arguments.freeText(upTo: 2_000) { .note($0) } }),
    ]
}

/// Reads what follows the commands about what is kept.
enum ShelfReaders {
    /// How many answers `/history` lists unless told.
    private static let answersListed = 10

    static func history(_ arguments: CommandArguments) throws(Refusal) -> Command {
        let words = arguments.words
        guard let first = words.first else { return .history(.last(answersListed, page: 1)) }
        let page = words.count == 1 ? 1 : CommandArguments.page(words.last)
        guard words.count <= 2, let page else { throw arguments.misread() }
        if let count = Numerals.decimal(first) {
            guard (1...500).contains(count) else {
                throw arguments.refusal(.badRequest, .answersOutOfRange)
            }
            return .history(.last(count, page: page))
        }
        return .history(.question(try arguments.question(first), page: page))
    }

    /// The most characters that `/search` looks for.
    private static let maxSearched = 200

    /// Words, and after them perhaps `p` with the number of a page.
    static func search(_ arguments: CommandArguments) throws(Refusal) -> Command {
        var words = searched(arguments.text.withoutUnseen)
        let page = takePage(&words)
        let text = words.joined(separator: " ")
        guard !text.isEmpty else { return .usage(verb: arguments.row.verb) }
        guard text.count <= maxSearched else {
            throw Refusal(.textTooLong, .command(.textTooLong(limit: maxSearched)))
        }
        return .search(text, page: page ?? 1)
    }

    /// The words of a text, without what parts or quotes them; `C++` is one.
    private static func searched(_ text: String) -> [String] {
        let parts = text.replacing("以及", with: " ").split {
            $0.isSeparator || "&＆。！？：…—“”《》（）「」\\＼".contains($0)
        }.flatMap { part in
            part.contains("++") || part.last == "+" ? [part] : part.split { $0 == "+" || $0 == "＋" }
        }
        let words = parts.map { $0.trimmingQuotes }.filter { !$0.isEmpty }
        let meaning = words.filter { !joints.contains($0.lowercased()) }
        return meaning.isEmpty ? words : unjoined(meaning)
    }

    private static let joints: Set<String> = ["and", "和", "与", "與", "跟", "及", "+"]

    /// Several words without what joins them to their neighbours (`softmax，和交叉熵`, `softmax和 交叉熵`).
    private static func unjoined(_ words: [String]) -> [String] {
        words.enumerated().map { place, word in
            var word = word[...]
            if place > 0, word.count > 2, joints.contains(String(word.prefix(1))) { word = word.dropFirst() }
            if place < words.count - 1, word.count > 2, joints.contains(String(word.suffix(1))) {
                word = word.dropLast()
            }
            return String(word)
        }
    }

    /// Takes the page off behind the words: `p2`, `page 2`, `第2页`.
    private static func takePage(_ words: inout [String]) -> Int? {
        guard words.count > 1, let last = words.last?.recognised.lowercased() else { return nil }
        let isNamed = words.count > 2 && ["page", "p", "页", "第"].contains(words[words.count - 2].lowercased())
        let isPage = isNamed || last.hasPrefix("p") || (last.hasPrefix("第") && last.hasSuffix("页"))
        let digits = last.filter { !"p第页".contains($0) }
        guard isPage, let page = CommandArguments.number(digits, in: 1...99_999) else { return nil }
        words.removeLast(isNamed ? 2 : 1)
        return page
    }

    static func bookmark(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .bookmark(question: nil) }
        guard let word = arguments.onlyWord else { throw arguments.misread() }
        if CommandArguments.isOff(word) { return .unbookmark }
        return .bookmark(question: try arguments.question(word))
    }
}

extension Substring {
    /// Without the marks that people put around a word, and those that end a sentence.
    fileprivate var trimmingQuotes: String {
        let marks = Set("\"“”'‘’`《》〈〉「」『』【】()（）?？!！。.…")
        var word = drop { marks.contains($0) }
        while let last = word.last, marks.contains(last) { word = word.dropLast() }
        return String(word)
    }
}

extension Rating {
    private static let words = Dictionary(
        rows.flatMap { row in row.words.split(separator: "|").map { (String($0), row.rating) } } + remarks + degrees,
        uniquingKeysWith: { first, _ in first })

    /// `that was hard`, `this was really easy`.
    private static var remarks: [(String, Rating)] {
        let words: KeyValuePairs = ["hard": Rating.hard, "difficult": .hard, "tough": .hard, "easy": .easy]
        let degrees = ["", "so ", "too ", "very ", "really ", "quite ", "pretty ", "a bit ", "kind of ", "super "]
        return [
            "it was", "that was", "this was", "that one was", "this one was", "it s", "that s", "its", "thats", "was",
        ]
        .flatMap { thing in
            degrees.flatMap { degree in words.map { ("\(thing) \(degree)\($0.key)", $0.value) } }
        }
    }

    /// `超简单`, `非常难的`, `太吃力了`.
    private static var degrees: [(String, Rating)] {
        let words: KeyValuePairs = [
            "难": Rating.hard, "困难": .hard, "吃力": .hard, "简单": .easy, "容易": .easy, "轻松": .easy,
        ]
        let degrees = [
            "", "很", "挺", "太", "好", "超", "超级", "蛮", "真", "非常", "特别", "比较", "相当", "十分", "有点", "有点儿", "有些", "这题",
        ]
        return degrees.flatMap { degree in
            words.flatMap { word in ["", "的", "了"].map { ("\(degree)\(word.key)\($0)", word.value) } }
        }
    }

    private static let rows: [(rating: Rating, words: String)] = [
        (
            .again,
            "again|forgot|wrong|forgotten|forgot or wrong|i forgot|i forgot it|forgot it|忘了|忘记了|忘记|答错|答错了|错了|忘了或答错|忘光了|全忘了|全忘记了|"
                + "都忘了|全都忘了|完全忘了|不记得了|不记得|完全不记得|记不得了|记不起来|记不起来了|想不起来|想不起来了|完全想不起来|没想起来|"
                + "完全没想起来|记不清|记不清了|没记住|全忘光了|got it wrong|i got it wrong|no idea|no clue|blanked|i have no idea|i had no idea|don t know|i don t know|didn t know|i didn t know|idk|dunno|i dunno|dont know|i dont know|didnt know|i didnt know|dont remember|i dont remember|couldnt remember|i couldnt remember|couldn t remember|i couldn t remember|cant remember|i cant remember|没想起|"
                + "不知道|我不知道|完全不知道|完全不会|不会做|没思路|没有思路|毫无思路|没印象|没有印象|毫无印象|毫无头绪|"
                + "忘|全忘|完全忘记|完全忘记了|没答出来|没答上来|答不出来|答不上来|没答对|没做出来|全错|全错了|都答错了|failed|i failed|i failed it|totally forgot|completely forgot|i totally forgot|i completely forgot|i don t remember|don t remember|couldn t recall|i couldn t recall|can t remember|i can t remember"
        ),
        (
            .hard,
            "hard|with trouble|recalled with trouble|with difficulty|recalled with difficulty|pretty hard|very hard|too hard|吃力|有点吃力|很吃力|想得很吃力|比较吃力|想得吃力|挺吃力|挺吃力的|吃力了|有点难|比较难|挺难的|很难|太难了|难|好难|挺难|有些难|有难度|"
                + "勉强|勉强想起|勉强想起来|勉强想起来了|勉强答对|勉强答对了|勉强答出来|difficult|pretty difficult|very difficult|too difficult|tough|quite tough|it was hard|quite hard|a bit hard|kind of hard|kinda hard|really hard|so hard|super hard|i struggled|barely|barely remembered|i barely remembered"
        ),
        (
            .good,
            "good|想起|想起来|想起来了|想起来啦|想起了|都想起来了|全想起来了|全都想起来了|基本想起来|基本想起来了|记得|还记得|答对了|答对|全对|全对了|都对了|都答对了|全答对了|想到了|都想到了|记住了|记起来了|答出来了|都答出来了|还行|还可以|还不错|不错|not bad|pretty good|quite good|"
                + "got it right|i got it right|remembered|i remembered|remembered it|i remembered it"
        ),
        (
            .easy,
            "easy|very easy|too easy|so easy|轻松|很轻松|挺轻松|挺轻松的|太轻松了|简单|很简单|太简单|太简单了|挺简单|挺简单的|容易|很容易|太容易了|轻轻松松|毫无压力|满分|秒答|秒杀|小菜一碟|it was easy|really easy|pretty easy|super easy|easy peasy|piece of cake|a piece of cake|full marks|full score|perfect score"
        ),
    ]

    /// The rating that a text is, in any spelling that people use: a digit (`3`, `3️⃣`, `③`, `3.`, `3分`, `三`), a word, or both when they
    /// agree; nil for everything else.
    package init?(word text: some StringProtocol) {
        guard case .rating(let rating) = RatingText(text) else { return nil }
        self = rating
    }

    /// The rating that a word is, also with a particle at its end.
    fileprivate static func named(_ word: String) -> Rating? {
        if let rating = words[word] { return rating }
        // `我忘了`, `又忘了`.
        if let first = word.first, "我又也".contains(first) { return named(String(word.dropFirst())) }
        guard let last = word.last, "啊呀啦哦呢吧".contains(last) else { return nil }
        return words[String(word.dropLast())]
    }
}

/// What a text is while an answer waits for its rating.
package enum RatingText: Hashable, Sendable {
    case rating(Rating)
    /// It was meant as one and can't be: another digit alone, or a digit and a word that disagree.
    case invalid
    /// It is something else.
    case text

    /// Reads a text; one of more than a few words is none.
    package init(_ text: some StringProtocol) {
        self = .text
        guard text.utf8.count <= 60 else { return }
        if let stars = Self.stars(text) {
            self = Rating(rawValue: stars).map { .rating($0) } ?? .invalid
            return
        }
        // Most are a digit and nothing else.
        if let rating = Self.lone(text) {
            self = .rating(rating)
            return
        }
        if let score = Self.score(text) {
            self = .rating(score)
            return
        }
        guard let (number, word) = Self.parts(String(text).recognised.lowercased()) else { return }
        let named = Rating.named(word)
        if let number, word.isEmpty || named != nil {
            let rating = Rating(rawValue: number)
            self = rating.flatMap { named == nil || named == $0 ? .rating($0) : nil } ?? .invalid
        } else if number == nil, let named {
            self = .rating(named)
        }
    }

    /// The one digit and the words of a text, whatever stands around and between them: `打分：3`, `3（想起来了）`, `good - 3`. Nil for what has
    /// another number, or a sign that means something.
    private static func parts(_ text: String) -> (number: Int?, word: String)? {
        var words = text.split(whereSeparator: { isGap($0) }).map(String.init)
        // `-1`, `(-1)` and `(1,)` are numbers and code.
        guard let first = text.first(where: { !"( ".contains($0) }), !"-+".contains(first), !text.hasSuffix(",)"),
            words.count <= 7
        else { return nil }
        words = words.flatMap(splitAtNumber)
        if let opening = openings.first(where: { words.count == $0.count + 1 && words.starts(with: $0) }),
            digit(words[opening.count]) != nil
        {
            words.removeFirst(opening.count)
        }
        if let verb = words.first, verbs.contains(verb), words.count > 1 { words.removeFirst() }
        let numbered = words
        let numbers = words.indices.filter { digit(words[$0]) != nil }
        guard numbers.count <= 1 else { return nil }
        let number = numbers.first.flatMap { digit(words[$0]) }
        // `2 points` are a rating, `points 2` is which of them.
        if let place = numbers.first, place > 0, counted.contains(words[place - 1]) { return nil }
        if let place = numbers.first { words.remove(at: place) }
        // `good point` says something.
        if number == nil, words.contains(where: counted.contains) { return nil }
        words.removeAll { fillers.contains($0) }
        // `easy one` is no number.
        if let place = numbers.first, english[numbered[place]] != nil, !words.isEmpty { return nil }
        return (number, words.joined(separator: " "))
    }

    /// `⭐⭐⭐`, `★★★☆`: how many are full; nil where anything else stands.
    private static func stars(_ text: some StringProtocol) -> Int? {
        guard let first = text.first(where: { !$0.isWhitespace }), !first.isASCII else { return nil }
        let signs = String(text).recognised.filter { !$0.isWhitespace }
        guard signs.allSatisfy({ "⭐★🌟☆".contains($0) }) else { return nil }
        let full = signs.filter { $0 != "☆" }.count
        return full > 0 ? full : nil
    }

    private static func lone(_ text: some StringProtocol) -> Rating? {
        guard text.utf8.count == 1, let digit = text.utf8.first, digit > UInt8(ascii: "0") else { return nil }
        return Rating(rawValue: Int(digit - UInt8(ascii: "0")))
    }

    /// `3/4`, `3 out of 4`: of the four that there are. `3/5` may be a piece of an answer.
    private static func score(_ text: some StringProtocol) -> Rating? {
        guard text.utf8.count <= 24, text.contains("4") || text.contains("４") else { return nil }
        let words = String(text).recognised.withoutEndPunctuation.lowercased()
        guard let ending = scoreEndings.first(where: words.hasSuffix) else { return nil }
        return digit(String(words.dropLast(ending.count)).trimmingSpaces()).flatMap(Rating.init(rawValue:))
    }

    private static let scoreEndings = ["/4分", "/4", "/ 4", "out of 4", "of 4"]

    private static func isGap(_ character: Character) -> Bool {
        gaps.contains(character) || character.isWhitespace || character.isEmoji
    }

    /// `3想起来了`, `good3`, `打三分`: a verb, a digit and a word that nothing parts.
    private static func splitAtNumber(_ word: String) -> [String] {
        if digit(word) != nil || Rating.named(word) != nil { return [word] }
        if let verb = verbBefore(word) {
            return [verb] + splitAtNumber(String(word.dropFirst(verb.count)))
        }
        if units.contains(where: word.hasSuffix), let guess = guesses.first(where: word.hasPrefix) {
            return splitAtNumber(String(word.dropFirst(guess.count)))
        }
        for (number, rest) in [
            (String(word.prefix(1)), String(word.dropFirst())), (String(word.suffix(1)), String(word.dropLast())),
        ] where digit(number) != nil && (Rating.named(rest) != nil || fillers.contains(rest)) {
            return [number, rest]
        }
        return [word]
    }

    /// The Chinese verb that a word begins with. Most begin with another character. What was pressed wrongly (`打错了`) is no rating.
    private static func verbBefore(_ word: String) -> String? {
        guard let first = word.first, firstsOfVerbs.contains(first),
            let verb = verbs.first(where: { word.hasPrefix($0) && word.count > $0.count })
        else { return nil }
        return word.dropFirst(verb.count).first == "错" && verb.last.map("打评给选分".contains) ?? false ? nil : verb
    }

    private static let firstsOfVerbs = Set(verbs.filter(\.containsChinese).compactMap(\.first))

    /// None of them means anything in code or a formula, which an answer may go on with.
    private static let gaps: Set<Character> = Set(" ()#\"'“”‘’「」【】:：,，、;；.。!！?？~～…-—–")
    private static let fillers: Set<String> = [
        "分", "分吧", "分啊", "分左右", "分呢", "吧", "呀", "啊", "呢", "哦", "啦", "星", "颗星", "星吧", "档", "points", "point", "pts",
        "stars", "star", "please", "pls",
        "thanks", "谢谢", "thx", "ok", "okay", "嗯", "好", "好的",
    ]
    private static let counted: Set<String> = ["points", "point", "pts"]
    private static let verbs = [
        "这题打", "这题给", "这题我给", "这题我打", "这次打", "这次给", "这题", "这次", "评分为", "打分为", "评分", "打分", "我打个", "我给个", "我打", "我给",
        "我选", "就打个", "就给个", "就打", "就给", "就选", "那就", "打个", "给个",
        "给自己打", "我给自己打", "给自己", "我给自己", "自己打", "自评", "自评分", "我的评分", "我的打分", "我觉得是", "我觉得", "我感觉",
        "评个", "选项", "我选择",
        "选择", "打", "给", "评", "选", "就", "rating", "rate", "score", "grade", "give", "mark", "choose",
    ].sorted { $0.count > $1.count }
    /// What stands before a digit with its unit: without one it may as well be a piece of an answer (`大概3`).
    private static let guesses = [
        "大概是", "大概", "大约", "差不多", "应该是", "应该算", "应该", "可能是", "可能", "估计", "算", "得了", "得", "改成", "改为", "改打", "改给", "改",
        "刚才那个改成", "刚才的改成", "刚才改成", "上一个改成", "上一题改成",
        "重新打",
        "重打", "第",
    ]
    private static let units = ["分", "分吧", "分左右", "颗星", "星", "档"]
    /// What one digit stands behind and nothing else.
    private static let openings = [
        "i d give it a", "i would give it a", "i give it a", "i d give it", "i give it", "i d say", "i d say a",
        "i say",
        "my rating is", "my score is", "my rating", "my score", "my grade", "my grade is", "i think", "i think a",
        "i think it s a", "i think it was a", "i d think a", "i guess", "i guess a", "maybe a", "probably a", "about a",
        "option", "number", "choice", "change it to", "change to", "change my rating to", "change the rating to",
        "change rating to", "wrong rating should be",
        "wrong rating it should be", "the rating should be", "my rating should be", "make that a", "let s say",
        "let s say a",
        "it s a", "it is a", "that s a", "that is a", "this is a", "it was a",
        "that was a",
        "rate it", "rate it a", "rate this", "rate that", "rate this a", "rate that a", "i rate it", "i d rate it",
        "i would rate it", "i rate it a", "i d rate it a", "give it", "give it a", "score it", "make it", "make it a",
        "ok", "okay", "好", "好的", "嗯",
    ].map { $0.split(separator: " ").map(String.init) }

    /// As they are printed on forms and cheques. `I` is a word, and `V` is no rating.
    private static let romanAndFormal = [
        "壹": 1, "贰": 2, "叁": 3, "叄": 3, "肆": 4, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "ii": 2, "iii": 3, "iv": 4,
    ]
    private static let english = ["one": 1, "two": 2, "three": 3, "four": 4]

    /// A digit alone, in any of its spellings.
    private static func digit(_ word: String) -> Int? {
        if let number = english[word] ?? romanAndFormal[word] { return number }
        guard word.count == 1, let number = PointList.number(word), number <= 10 else { return nil }
        return number
    }
}

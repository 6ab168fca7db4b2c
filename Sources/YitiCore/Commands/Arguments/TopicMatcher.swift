/// Finds topics by what people type: id, Chinese or English name, number in `/topics`, or the beginning of one.
struct TopicMatcher: Sendable {
    /// What was found.
    enum Finding: Hashable {
        case found(String)
        case ambiguous([String])
        case unknown
    }

    private struct Entry {
        let id: String
        let keys: [String]
    }

    private let entries: [Entry]
    private let names: [String: Text]
    private let longestName: Int
    /// The topics of each key.
    private let idsOfKey: [String: [String]]
    private let longestKey: Int

    init(bank: Bank) {
        entries = bank.topics.map { topic in
            let spellings = [topic.id, topic.name.zh, topic.name.en]
            return Entry(id: topic.id, keys: spellings.map(Self.key).filter { !$0.isEmpty })
        }
        names = Dictionary(bank.topics.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let wordCounts = bank.topics.map { $0.name.en.words.count }
        longestName = min(wordCounts.max() ?? 1, 12)
        idsOfKey = Self.idsOfKey(entries)
        longestKey = min(idsOfKey.keys.map(\.count).max() ?? 0, 80)
    }

    /// An id means its topic whatever the others are called; a name that several have means each.
    private static func idsOfKey(_ entries: [Entry]) -> [String: [String]] {
        var ids: [String: [String]] = [:]
        for entry in entries {
            for key in Set(entry.keys) { ids[key, default: []].append(entry.id) }
        }
        for entry in entries where !entry.id.isEmpty { ids[key(entry.id)] = [entry.id] }
        return ids
    }

    /// Letters and digits in lower case: spaces, hyphens and commas make no difference.
    private static func key(_ text: String) -> String {
        text.narrowed().simplified.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Words that mean every topic.
    static let all: Set<String> = ["all", "everything", "全部", "所有", "所有主题", "全部主题", "全选"]
    /// A longer word is no list of topics.
    private static let longestJoined = 200
    /// More words than this are a text, not topics.
    static let mostWords = 60
    private static let fillers: Set<String> = ["and", "和", "与", "及", "跟", "以及", "&"]

    /// The ids of all topics, in the bank's order.
    var ids: [String] { entries.map(\.id) }

    /// The words without the commas between them.
    static func parts(of words: [String]) -> [String] {
        words.flatMap { $0.split(whereSeparator: { $0.isSeparator || "&+".contains($0) }).map(String.init) }
    }

    /// The one topic whose id or name it is.
    func named(_ typed: String) -> String? {
        if case .found(let id) = whole(typed) { id } else { nil }
    }

    /// The topics whose id or whole name it is.
    private func whole(_ typed: String) -> Finding {
        guard !Self.isLeftOut(typed), let ids = idsOfKey[Self.key(typed)] else { return .unknown }
        return ids.count == 1 ? .found(ids[0]) : .ambiguous(ids)
    }

    /// `-loss`, `!loss` and `~loss` name every topic but one.
    private static func isLeftOut(_ typed: String) -> Bool {
        let narrow = typed.narrowed()
        guard let first = narrow.first, narrow.dropFirst().first?.isLetter ?? false else { return false }
        return "-−–—!~".contains(first)
    }

    /// Everything that what was typed may mean.
    func find(_ typed: String) -> Finding {
        let whole = whole(typed)
        guard whole == .unknown else { return whole }
        if let number = Numerals.decimal(typed) {
            return entries.indices.contains(number - 1) ? .found(entries[number - 1].id) : .unknown
        }
        let key = Self.key(typed)
        guard !key.isEmpty, !Self.isLeftOut(typed) else { return .unknown }
        let begun = entries.filter { $0.keys.contains { $0.hasPrefix(key) } }.map(\.id)
        guard let first = begun.first else { return .unknown }
        return begun.count == 1 ? .found(first) : .ambiguous(begun)
    }

    /// The topic whose whole name stands where the scanner does, passed over; nil when none does.
    func wholeName(_ scanner: inout ArgumentScanner) -> String? {
        var best: (length: Int, id: String)?
        var key = ""
        for (place, character) in scanner.rest.prefix(longestKey * 2).enumerated() {
            guard character.isLetter || character.isNumber else { continue }
            key.append(character)
            let isInside =
                character.isASCII
                && (scanner.next(place + 1).map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false)
            if !isInside, let ids = idsOfKey[key], ids.count == 1 { best = (place + 1, ids[0]) }
        }
        guard let best, !(scanner.previous?.isLatin ?? false && scanner.next()?.isLatin ?? false) else { return nil }
        scanner.advance(best.length)
        return best.id
    }

    /// The topic whose name begins like the next characters, at most so many: as many words of them as can be.
    func beginning(_ scanner: inout ArgumentScanner, upTo length: Int) -> String? {
        let text = String(scanner.rest.prefix(length))
        for end in text.indices.reversed()
        where text.index(after: end) == text.endIndex || text[text.index(after: end)] == " " {
            guard case .found(let id) = find(String(text[...end])) else { continue }
            scanner.advance(text.distance(from: text.startIndex, to: end) + 1)
            return id
        }
        return nil
    }

    /// The longest run of words at the start of `words` that names a topic, and how many they are.
    func longestName(_ words: ArraySlice<String>) -> (id: String, count: Int)? {
        for count in stride(from: min(longestName, words.count), through: 1, by: -1) {
            if let id = named(words.prefix(count).joined(separator: " ")) { return (id, count) }
        }
        return nil
    }

    /// The same for a run of two words or more that begins one topic's name (`support vector`).
    func longestBeginning(_ words: ArraySlice<String>) -> (id: String, count: Int)? {
        guard words.count > 1 else { return nil }
        for count in stride(from: min(longestName, words.count), through: 2, by: -1) {
            if case .found(let id) = find(words.prefix(count).joined(separator: " ")) { return (id, count) }
        }
        return nil
    }

    /// One topic out of all the words, or the refusal that names what is close.
    func only(_ words: [String]) throws(Refusal) -> String { try one(words.joined(separator: " ")) }

    /// The topic that was typed, or the refusal that names what is close.
    func one(_ typed: String) throws(Refusal) -> String {
        switch find(typed) {
        case .found(let id): return id
        case .ambiguous(let ids): throw ambiguous(typed, ids)
        case .unknown: throw unknown(typed)
        }
    }

    /// The names in a word that 和 or the like joins (`损失函数和激活函数`), unless the word is itself a name, or begins one.
    private func unjoined(_ word: Substring) -> [String] {
        guard find(String(word)) == .unknown else { return [String(word)] }
        let parts = word.split(whereSeparator: Self.joints.contains).map(String.init)
        return known(word) ?? (parts.contains { find($0) != .unknown } ? parts : [String(word)])
    }

    /// The topics that a word is made of, the longest first; nil when it is not made of them alone.
    private func known(_ word: Substring) -> [String]? {
        if find(String(word)) != .unknown { return [String(word)] }
        for joint in word.indices.reversed() where Self.joints.contains(word[joint]) {
            guard find(String(word[..<joint])) != .unknown else { continue }
            let rest = word[word.index(after: joint)...]
            if let others = known(rest) { return [String(word[..<joint])] + others }
        }
        return nil
    }

    private static let joints: Set<Character> = ["和", "与", "及", "跟"]

    /// Every topic that the words name, in their order and each once.
    func several(_ words: [String]) throws(Refusal) -> [String] {
        var ids: [String] = []
        var rest = words.flatMap { $0.count > Self.longestJoined ? [$0] : unjoined($0[...]) }[...]
        while let first = rest.first {
            let span = longestName(rest) ?? longestBeginning(rest)
            if span == nil, Self.fillers.contains(first.lowercased()) {
                rest = rest.dropFirst()
                continue
            }
            let id: String
            if let span { id = span.id } else { id = try one(first) }
            if !ids.contains(id) { ids.append(id) }
            rest = rest.dropFirst(span?.count ?? 1)
        }
        return ids
    }

    // MARK: Refusals

    private func ambiguous(_ typed: String, _ ids: [String]) -> Refusal {
        let reason = TopicRefusal.ambiguous(typed: Refusal.quoted(typed), among: named(ids.prefix(6)))
        return Refusal(.unknownTopic, .topics(reason))
    }

    /// The refusal of a topic that isn't there, with what is close.
    func unknown(_ typed: String) -> Refusal {
        let near = named(suggestions(for: typed)[...])
        return Refusal(.unknownTopic, .topics(.unknown(typed: Refusal.quoted(typed), near: near)))
    }

    /// At most three topics within a few slips of what was typed, or with it somewhere in their names, the closest first.
    func suggestions(for typed: String) -> [String] {
        let key = Self.key(typed)
        guard !key.isEmpty, key.utf8.count <= 80 else { return [] }
        let slips = Suggestions.slips(for: key)
        let near = entries.enumerated().compactMap { place, entry -> (Int, Int, String)? in
            let distances = entry.keys.map { name in
                name.contains(key) || (name.count >= 2 && key.contains(name)) ? 1 : Suggestions.distance(key, name)
            }
            guard let distance = distances.min(), distance <= slips else { return nil }
            return (distance, place, entry.id)
        }
        return near.sorted { $0 < $1 }.prefix(3).map(\.2)
    }

    private func named(_ ids: ArraySlice<String>) -> [TopicRefusal.Named] {
        ids.map { TopicRefusal.Named(id: $0, name: names[$0] ?? Text(zh: $0, en: $0)) }
    }
}

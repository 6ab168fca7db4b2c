import YitiCore

/// Decides for each imported question whether it is new, and gives it its id. A question that exists is never touched.
struct BankMerge {
    private let topicIds: TopicIds
    private let existing: [String: Question]
    private let existingWordings: [String: String]
    private var planned: [String: Int] = [:]
    /// For each topic and wording of the file the line it stands on.
    private var plannedWordings: [String: Int] = [:]
    private var places: [String: Int] = [:]
    private var tallies: [String: ImportTally] = [:]
    private var order: [String] = []
    private var highestNumbers: [String: Int] = [:]
    /// Ids that the file gives and their questions did not get.
    private var renamed: [String: String] = [:]
    private var leftOut = 0
    /// How many lines the reader lost.
    private let lost: Int
    /// How many questions a bank's file can't hold.
    private(set) var unfit = 0
    private(set) var remarks: [ImportRemark]
    /// What was added or is there already, line by line.
    private var outcomes: [ImportRemark] = []

    /// The topics of the file in its order, with the questions that are new.
    private(set) var topics: [Topic] = []

    init(bank: [Topic], topicIds: TopicIds, source: ImportSource) {
        self.topicIds = topicIds
        remarks = source.remarks
        lost = source.lost
        let questions = bank.flatMap(\.questions)
        existing = Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        existingWordings = Dictionary(
            questions.flatMap { question in question.wordingKeys.map { ($0, question.id) } },
            uniquingKeysWith: { first, _ in first })
        for question in questions { count(question.id) }
    }

    /// The highest number that fits an id.
    private static let maxNumber = 9_999

    var added: Int { planned.count }
    var kept: Int { tallies.values.reduce(0) { $0 + $1.kept } }

    /// What to tell about the import: every line of the file that counted for something.
    var lines: [String] {
        (outcomes + remarks).sorted { ($0.line ?? 0) < ($1.line ?? 0) }.map(\.description)
    }

    /// How many of each topic, and of all, were added, kept and left out.
    var sums: [String] {
        let width = order.map(\.displayWidth).max() ?? 0
        let topicLines = order.map { id in "\(id.padded(toColumns: width))  \((tallies[id] ?? ImportTally()).text)" }
        let sums = "\(added) added, \(kept) kept, \(leftOut + lost) left out"
        let total = "\(order.count) topics, \(added + kept + leftOut) questions: \(sums)"
        return topicLines + [total]
    }

    mutating func add(_ questions: [ImportedQuestion]) {
        let hasStars = questions.contains { $0.stars != nil }
        for question in questions { add(question, remarksStars: hasStars || questions.count == 1) }
        if !hasStars, added > 1 {
            remarks.append(ImportRemark(message: "no stars in this file: each question is taken as 5"))
        }
        relate()
        remarks.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func add(_ imported: ImportedQuestion, remarksStars: Bool) {
        let topic = topicIds.topic(imported.topic)
        if tallies[topic.id] == nil {
            order.append(topic.id)
            tallies[topic.id] = ImportTally()
        }
        if let number = imported.number, number > Self.maxNumber {
            unfit += 1
            return leaveOut(imported.line, topic.id, "a topic has at most \(Self.maxNumber) numbers")
        }
        var question = imported.question.tidied
        let wordings = [imported.question.wording.zh, imported.question.wording.en].filter { !$0.isEmpty }
        guard wordings.isEmpty || wordings.contains(where: \.hasWords) else {
            unfit += 1
            return leaveOut(imported.line, topic.id, "no question in it")
        }
        if imported.question.hasUnseen { remark(imported.line, "characters that can't be seen left out") }
        let given = givenId(imported, topic.id)
        switch place(given, question, imported, topic.id) {
        case .new(let id, let reason):
            question.id = id
            question.topic = topic.id
            question.stars = imported.stars ?? 5
            guard insert(question, topic, imported.line, reason) else { break }
            if reason != nil, let given = imported.id { renamed[given] = id }
            if imported.stars == nil, remarksStars { remark(imported.line, "\(id) has no stars: taken as 5") }
        case .kept(let id, let isReworded):
            let differences = existing[id].map { imported.differences(question, from: $0) } ?? []
            keep(id, imported.line, topic.id, isReworded: isReworded, differences)
        case .twin(let line): leaveOut(imported.line, topic.id, "the same question as line \(line)")
        }
    }

    private enum Place {
        /// It gets this id; why not the one that the file gives.
        case new(String, reason: String?)
        /// The bank has it under this id.
        case kept(String, isReworded: Bool)
        /// The file has it twice.
        case twin(Int)
    }

    private func place(_ given: String?, _ question: Question, _ imported: ImportedQuestion, _ topic: String) -> Place {
        let keys = question.wordingKeys
        let isById = imported.id != nil && given != nil
        let sameId = given.flatMap { existing[$0] }
        if let given, let twin = sameId, !Set(keys).isDisjoint(with: twin.wordingKeys) {
            return .kept(given, isReworded: false)
        }
        if let given, let twin = sameId, isById, question.resembles(twin) { return .kept(given, isReworded: true) }
        if let twin = keys.lazy.compactMap({ existingWordings[$0] }).first { return .kept(twin, isReworded: false) }
        if !isById || given.map({ planned[$0] != nil }) ?? false,
            let line = keys.lazy.compactMap({ plannedWordings["\(topic) \($0)"] }).first
        {
            return .twin(line)
        }
        let next = BankIds.question(topic, (highestNumbers[topic] ?? 0) + 1)
        guard let given else { return .new(next, reason: nil) }
        if sameId != nil { return .new(next, reason: "\(given) is another question") }
        if let line = planned[given] { return .new(next, reason: "\(given) is the question of line \(line)") }
        return .new(given, reason: nil)
    }

    /// The id that the file gives a question, or nil: then it gets the next free one.
    private mutating func givenId(_ imported: ImportedQuestion, _ topic: String) -> String? {
        if let number = imported.number { return BankIds.question(topic, number) }
        guard let id = imported.id else { return nil }
        if BankIds.parts(of: id)?.topic == topic { return id }
        remark(
            imported.line, "the id `\(id.truncated(toColumns: 40))` does not fit the topic `\(topic)`: it gets another")
        return nil
    }

    /// Adds a question to its topic; false, with a remark, when a bank's file can't hold it.
    private mutating func insert(_ question: Question, _ topic: Topic, _ line: Int, _ reason: String?) -> Bool {
        if let problem = question.problemInFile {
            unfit += 1
            leaveOut(line, topic.id, problem)
            return false
        }
        planned[question.id] = line
        count(question.id)
        for key in question.wordingKeys.map({ "\(topic.id) \($0)" }) where plannedWordings[key] == nil {
            plannedWordings[key] = line
        }
        tallies[topic.id, default: ImportTally()].added += 1
        let stars = String(repeating: "★", count: question.stars)
        let wording = question.wording.wording(in: .zh).truncated(toColumns: 60)
        let why = reason.map { " (\($0))" } ?? ""
        outcomes.append(ImportRemark(line: line, message: "adds \(question.id) \(stars) \(wording)\(why)"))
        if places[topic.id] == nil {
            places[topic.id] = topics.count
            topics.append(Topic(id: topic.id, name: topic.name, questions: []))
        }
        if let place = places[topic.id] { topics[place].questions.append(question) }
        return true
    }

    private mutating func keep(_ id: String, _ line: Int, _ topic: String, isReworded: Bool, _ differences: [String]) {
        tallies[topic, default: ImportTally()].keep(isReworded: isReworded)
        let what = isReworded ? "is there already, in other words" : "is there already"
        let more = differences.isEmpty ? "" : "; not taken over: other \(differences.joined(separator: ", "))"
        outcomes.append(ImportRemark(line: line, message: "kept: \(id) \(what)\(more)"))
    }

    private mutating func count(_ id: String) {
        guard let (topic, number) = BankIds.parts(of: id) else { return }
        highestNumbers[topic] = max(highestNumbers[topic] ?? 0, number)
    }

    private mutating func leaveOut(_ line: Int, _ topic: String, _ reason: String) {
        tallies[topic, default: ImportTally()].leftOut += 1
        leftOut += 1
        remark(line, "left out: \(reason)")
    }

    private mutating func remark(_ line: Int, _ message: String) {
        remarks.append(ImportRemark(line: line, message: message))
    }

    /// Keeps of `related` what exists, once everything has its id.
    private mutating func relate() {
        let known = Set(existing.keys).union(planned.keys)
        for topic in topics.indices {
            for place in topics[topic].questions.indices {
                var question = topics[topic].questions[place]
                question.related = question.related.map { renamed[$0] ?? $0 }
                var seen: Set<String> = [question.id]
                let related = question.related.filter { known.contains($0) && seen.insert($0).inserted }
                topics[topic].questions[place].related = Array(related.prefix(BankLimits.relatedCount))
                let lost = question.related.filter { !known.contains($0) } + related.dropFirst(BankLimits.relatedCount)
                if !lost.isEmpty, let line = planned[question.id] {
                    let why = lost.allSatisfy(known.contains) ? "too many for" : "not in the bank and left out of"
                    remark(line, "\(question.id): \(why) `related`: \(lost.joined(separator: ", "))")
                }
            }
        }
    }
}

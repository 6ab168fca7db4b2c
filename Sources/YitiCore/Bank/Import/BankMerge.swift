/// Decides for each imported question whether it is new, and gives it its id. A question that exists is never touched.
struct BankMerge {
    private let topicIds: TopicIds
    private let existing: [String: Question]
    private let existingWordings: [String: String]
    private var planned: [String: Int] = [:]
    private var plannedWordings: [String: Int] = [:]
    private var tallies: [String: ImportTally] = [:]
    private var order: [String] = []
    private var leftOut = 0
    private(set) var remarks: [ImportRemark]

    /// The topics of the file in its order, with the questions that are new.
    private(set) var topics: [Topic] = []

    init(bank: [Topic], topicIds: TopicIds, remarks: [ImportRemark]) {
        self.topicIds = topicIds
        self.remarks = remarks
        let questions = bank.flatMap(\.questions)
        existing = Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        existingWordings = Dictionary(
            questions.flatMap { question in Self.keys(question).map { ($0, question.id) } },
            uniquingKeysWith: { first, _ in first })
    }

    var added: Int { planned.count }
    var kept: Int { tallies.values.reduce(0) { $0 + $1.kept } }

    /// What to tell about the import.
    var report: [String] {
        let width = order.map(\.displayWidth).max() ?? 0
        let topicLines = order.map { id in "\(id.padded(toColumns: width))  \((tallies[id] ?? ImportTally()).text)" }
        let total =
            "\(order.count) topics, \(added + kept + leftOut) questions: \(added) added, \(kept) kept, \(leftOut) left out"
        return remarks.map(\.description) + topicLines + [total]
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
        if tallies[topic.id] == nil { order.append(topic.id) }
        var question = imported.question.tidied
        let given = givenId(imported, topic.id)
        let place = place(given, question, imported.line)
        switch place {
        case .new:
            question.id = given ?? BankIds.question(topic.id, nextNumber(topic.id))
            question.topic = topic.id
            question.stars = imported.stars ?? 5
            guard insert(question, topic, imported.line) else { break }
            if imported.stars == nil, remarksStars { remark(imported.line, "\(question.id) has no stars: taken as 5") }
        case .kept(let isReworded): tallies[topic.id, default: ImportTally()].keep(isReworded: isReworded)
        case .keptAs(let id):
            tallies[topic.id, default: ImportTally()].keep(isReworded: false)
            remark(imported.line, "kept: \(id) is the same question")
        case .leftOut(let reason): leaveOut(imported.line, topic.id, reason)
        }
    }

    private enum Place {
        case new
        case kept(isReworded: Bool)
        case keptAs(String)
        case leftOut(String)
    }

    private func place(_ id: String?, _ question: Question, _ line: Int) -> Place {
        let keys = Self.keys(question)
        if let id, let twin = existing[id] { return .kept(isReworded: Set(keys).isDisjoint(with: Self.keys(twin))) }
        if let twin = keys.lazy.compactMap({ existingWordings[$0] }).first { return .keptAs(twin) }
        if let id, let first = planned[id] { return .leftOut("the id \(id) is that of line \(first)") }
        if id == nil, let first = keys.lazy.compactMap({ plannedWordings[$0] }).first {
            return .leftOut("the same question as line \(first)")
        }
        return .new
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

    private func nextNumber(_ topic: String) -> Int {
        let ids = Array(existing.keys) + Array(planned.keys)
        return (ids.compactMap { BankIds.parts(of: $0) }.filter { $0.topic == topic }.map(\.number).max() ?? 0) + 1
    }

    /// Adds a question to its topic; false, with a remark, when a bank's file can't hold it.
    private mutating func insert(_ question: Question, _ topic: Topic, _ line: Int) -> Bool {
        if let problem = Self.problem(question) {
            leaveOut(line, topic.id, problem)
            return false
        }
        planned[question.id] = line
        for key in Self.keys(question) where plannedWordings[key] == nil { plannedWordings[key] = line }
        tallies[topic.id, default: ImportTally()].added += 1
        if let place = topics.firstIndex(where: { $0.id == topic.id }) {
            topics[place].questions.append(question)
        } else {
            topics.append(Topic(id: topic.id, name: topic.name, questions: [question]))
        }
        return true
    }

    private mutating func leaveOut(_ line: Int, _ topic: String, _ reason: String) {
        tallies[topic, default: ImportTally()].leftOut += 1
        leftOut += 1
        remark(line, "left out: \(reason)")
    }

    private mutating func remark(_ line: Int, _ message: String) {
        remarks.append(ImportRemark(line: line, message: message))
    }

    /// Why a bank's file can't hold a question: it would not be read back the same, or it is too long. `related` is seen to later.
    private static func problem(_ related: Question) -> String? {
        var question = related
        question.related = []
        let topic = Topic(id: question.topic, name: Text(zh: "题", en: "T"), questions: [question])
        let page = BankParser.parse(BankWriter.markdown(topic), file: "")
        if let finding = page.findings.first { return finding.message }
        guard let placed = page.placed.first, page.topic == topic else {
            return "something in it would be read as a mark of the bank's grammar"
        }
        return QuestionRules.findings(placed, file: "").first { $0.severity == .error }?.message
    }

    /// Keeps of `related` what exists, once everything has its id.
    private mutating func relate() {
        let known = Set(existing.keys).union(planned.keys)
        for topic in topics.indices {
            for place in topics[topic].questions.indices {
                let question = topics[topic].questions[place]
                var seen: Set<String> = [question.id]
                let related = question.related.filter { known.contains($0) && seen.insert($0).inserted }
                topics[topic].questions[place].related = Array(related.prefix(BankLimits.relatedCount))
                let lost = question.related.filter { !known.contains($0) }
                if !lost.isEmpty, let line = planned[question.id] {
                    remark(
                        line,
                        "\(question.id): not in the bank and left out of `related`: \(lost.joined(separator: ", "))")
                }
            }
        }
    }

    /// What two wordings of the same question have in common: letters and digits, without case, spaces and sentence marks.
    private static func keys(_ question: Question) -> [String] {
        [question.wording.zh, question.wording.en].map { wording in
            wording.narrowed().lowercased().filter { !$0.isWhitespace && !"?.!,;:、。".contains($0) }
        }.filter { !$0.isEmpty }
    }
}

/// How many questions of one topic were added, kept or left out.
struct ImportTally: Sendable {
    var added = 0
    private(set) var kept = 0
    private(set) var reworded = 0
    var leftOut = 0

    mutating func keep(isReworded: Bool) {
        kept += 1
        if isReworded { reworded += 1 }
    }

    var text: String {
        let keptText = reworded > 0 ? "\(kept) kept (\(reworded) worded differently)" : "\(kept) kept"
        return (["\(added) added"] + (kept > 0 ? [keptText] : []) + (leftOut > 0 ? ["\(leftOut) left out"] : []))
            .joined(separator: ", ")
    }
}

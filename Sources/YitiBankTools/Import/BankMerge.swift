import YitiCore

/// Decides for each imported question whether it is new, and gives it its id. A question that exists is never touched.
struct BankMerge {
    private let topicIds: TopicIds
    private let existing: [String: Question]
    private let existingWordings: [String: String]
    private var planned: [String: Int] = [:]
    private var plannedWordings: [String: Int] = [:]
    private var tallies: [String: ImportTally] = [:]
    private var order: [String] = []
    private var highestNumbers: [String: Int] = [:]
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
            questions.flatMap { question in question.wordingKeys.map { ($0, question.id) } },
            uniquingKeysWith: { first, _ in first })
        for question in questions { count(question.id) }
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
            question.id = given ?? BankIds.question(topic.id, (highestNumbers[topic.id] ?? 0) + 1)
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
        let keys = question.wordingKeys
        if let id, let twin = existing[id] { return .kept(isReworded: Set(keys).isDisjoint(with: twin.wordingKeys)) }
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

    /// Adds a question to its topic; false, with a remark, when a bank's file can't hold it.
    private mutating func insert(_ question: Question, _ topic: Topic, _ line: Int) -> Bool {
        if let problem = question.problemInFile {
            leaveOut(line, topic.id, problem)
            return false
        }
        planned[question.id] = line
        count(question.id)
        for key in question.wordingKeys where plannedWordings[key] == nil { plannedWordings[key] = line }
        tallies[topic.id, default: ImportTally()].added += 1
        if let place = topics.firstIndex(where: { $0.id == topic.id }) {
            topics[place].questions.append(question)
        } else {
            topics.append(Topic(id: topic.id, name: topic.name, questions: [question]))
        }
        return true
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
}

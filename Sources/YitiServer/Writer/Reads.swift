import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What is asked about a person and changes nothing: statistics, history, searches, plans and exports.
struct Reads {
    private let person: Person
    private let today: Day
    private let transaction: Transaction
    private let services: Services
    private var catalog: Catalog { services.catalog }

    /// Reads of what is known of a person on their learning day.
    init(_ person: Person, today: Day, _ transaction: Transaction, _ services: Services) {
        self.person = person
        self.today = today
        self.transaction = transaction
        self.services = services
    }

    /// `/stats [topic]`.
    func stats(topic: String?) throws -> [Message] {
        let cards = try transaction.cards(of: person.id)
        let byID = Dictionary(cards.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        let topics = catalog.bank.topics.filter { topic == nil || $0.id == topic }
        let ticked = try transaction.tickedAnswers(of: person.id).filter { answer in
            topics.contains { $0.id == catalog.bank.question(answer.question)?.topic }
        }
        let last = Dictionary(ticked.map { ($0.question, $0) }, uniquingKeysWith: { _, last in last })
        let parts = topics.map { part(of: $0, byID, last) }
        let reviewed = cards.filter { card in
            card.reviews > 0 && (topic == nil || catalog.bank.question(card.question)?.topic == topic)
        }
        let again = reviewed.reduce(0) { $0 + $1.reviews - 1 }
        let lapses = reviewed.reduce(0) { $0 + $1.lapses - ($1.firstRating == .again ? 1 : 0) }
        let answered =
            topic == nil ? try transaction.countAnswers(of: person.id) : reviewed.reduce(0) { $0 + $1.reviews }
        let interview = person.interview.flatMap { $0 >= today ? $0 : nil }
        let year = today.advanced(byDays: -370)
        var facts = StatsFacts(
            answered: answered, questionsSeen: parts.reduce(0) { $0 + $1.seen },
            questionsTotal: parts.reduce(0) { $0 + $1.total }, due: parts.reduce(0) { $0 + $1.due },
            retention: again > 0 ? Double(again - lapses) / Double(again) : nil, byTopic: parts,
            answersByDay: try transaction.ratedAnswersByDay(of: person.id, from: year), today: today,
            interview: interview,
            readiness: try interview.flatMap { day in
                catalog.picker.readiness(on: day, try choice(cards))
            }, own: person.ownForgetting(on: today), missed: MissedPoint.again(in: ticked, pointCount))
        for due in reviewed.compactMap(\.dueDay) where due < today.advanced(byDays: Self.daysAhead) {
            facts.dueByDay[max(due, today), default: 0] += 1
        }
        return [.stats(facts)]
    }

    /// So many days ahead it is told what falls due.
    private static let daysAhead = 30

    /// How many key points of a question the person sees.
    private func pointCount(_ question: String) -> Int {
        catalog.bank.question(question)?.pointCount(in: person.reads) ?? 0
    }

    private func part(
        of topic: Topic, _ cards: [String: Card], _ ticked: [String: Answer]
    ) -> StatsFacts.TopicPart {
        let last = topic.questions.compactMap { ticked[$0.id] }
        let points = last.reduce(0) { $0 + pointCount($1.question) }
        let missed = last.reduce(0) { $0 + PointList($1.ticked ?? []).missing(of: pointCount($1.question)).count }
        let met = topic.questions.compactMap { cards[$0.id] }.filter { $0.reviews > 0 }
        let model = person.memory.terms(on: today).model
        let recalls = met.reduce(0.0) { $0 + recall(of: $1, model) }
        return StatsFacts.TopicPart(
            topic: topic.id, name: topic.name, seen: met.count, total: topic.questions.count,
            due: met.count { $0.isDue(on: today) },
            mastery: topic.questions.isEmpty ? 0 : recalls / Double(topic.questions.count), covered: points - missed,
            points: points)
    }

    private func recall(of card: Card, _ model: FSRS6) -> Double {
        guard let memory = card.memory, let reviewed = card.reviewedDay else { return 0 }
        return model.recall(memory, elapsedDays: today.days(since: reviewed), isLasting: card.isLasting)
    }

    /// What the person's next choice follows from.
    private func choice(_ cards: [Card]) throws -> PickRequest {
        let since = today.advanced(byDays: -Delivery.daysUnderWay)
        let underWay = try transaction.questionsUnderWay(of: person.id, since: since)
        let loop = person.loop
        return PickRequest(
            person, today: today, topics: person.topics, cards: cards,
            excluded: Set(underWay + loop.open.map(\.question) + loop.waiting.map(\.question)))
    }

    /// `/plan`: what the pace of late leads to by the interview, and what it takes to have seen every question of five stars.
    func plan() throws -> [Message] {
        let cards = try transaction.cards(of: person.id)
        let answers = try transaction.ratedAnswersByDay(of: person.id, from: Day(number: .min))
        let pauses = try transaction.pauses(of: person.id)
        let pace = Pace.ofLate(answers, today: today) { day in pauses.contains { $0.covers(day) } }
        var request = try choice(cards)
        // What was fitted today holds from tomorrow on.
        request.terms = person.memory.latest
        // A pause without an end says nothing of the days ahead.
        let plan = catalog.picker.plan(request, pace: pace, answeredToday: answers[today] ?? 0) { day in
            pauses.contains { $0.until != nil && $0.covers(day) }
        }
        return [.info(.plan(plan))]
    }

    /// `/history [n | ID]`.
    func history(_ request: HistoryRequest) throws -> [Message] {
        let entries: [HistoryFacts.Entry]
        var missed: [MissedPoint] = []
        let page: Int
        let command: String
        switch request {
        case .last(let count, let number):
            entries = try transaction.writtenAnswers(of: person.id, limit: count).map(entry)
            (page, command) = (number, "/history \(count)")
        case .question(let id, let number):
            let answers = try transaction.writtenAnswers(of: person.id, question: id, limit: 1_000)
            entries = answers.map(entry)
            missed = MissedPoint.again(in: answers.map(\.answer), pointCount)
            guard !entries.isEmpty || catalog.bank.question(id) != nil else {
                throw Refusal.unknownQuestion(id, bank: catalog.bank)
            }
            (page, command) = (number, "/history \(id)")
        }
        let pages = HistoryPages.pages(of: entries)
        guard !pages.isEmpty else { return [.history(HistoryFacts(answers: [], next: nil))] }
        guard (1...pages.count).contains(page) else { throw Refusal.noPage(page, of: pages.count) }
        let next = page < pages.count ? "\(command) \(page + 1)" : nil
        let shown = pages[page - 1]
        let remarks = changes(since: shown, request) + missedAgain(missed)
        return [.history(HistoryFacts(answers: shown, next: next, remarks: remarks))]
    }

    private func missedAgain(_ points: [MissedPoint]) -> [Remark] {
        guard let question = points.first.flatMap({ catalog.bank.question($0.question) }) else { return [] }
        return [.missedAgain(question, points)]
    }

    /// What was changed in questions since they were answered last: in full for one question, by name for several.
    private func changes(since answers: [HistoryFacts.Entry], _ request: HistoryRequest) -> [Remark] {
        var last: [String: Day] = [:]
        for answer in answers { last[answer.question] = max(last[answer.question] ?? answer.day, answer.day) }
        let changed = last.keys.sorted().compactMap { id in
            catalog.bank.question(id)?.change.flatMap { change in
                last[id].map { $0 < change.day && change.day <= today } ?? false ? (id: id, change: change) : nil
            }
        }
        guard let first = changed.first else { return [] }
        if case .question = request { return [.questionChanged(first.id, first.change)] }
        return [.questionsChanged(changed.map(\.id))]
    }

    /// One answer as the history shows it.
    private func entry(_ written: WrittenAnswer) -> HistoryFacts.Entry {
        let answer = written.answer
        return HistoryFacts.Entry(
            answer: answer.id, question: answer.question,
            wording: catalog.bank.question(answer.question)?.wording ?? Text(zh: answer.question, en: answer.question),
            at: answer.at, utcOffsetSeconds: written.offset, day: answer.day, rating: answer.rating,
            ticked: answer.ticked, text: written.text)
    }

    /// `/bookmarks`.
    func bookmarks() throws -> [Message] {
        let items = try transaction.bookmarks(of: person.id).map { id in
            catalog.bank.question(id).map { ShelfItem($0) } ?? ShelfItem(question: id)
        }
        return [.info(.bookmarks(items))]
    }

    /// `/search WORDS [pN]`: the best first, of those that are as good the newest.
    func search(_ words: String, page number: Int) throws -> [Message] {
        let query = SearchQuery(words)
        let fitting = try transaction.fitting(of: person.id, query.score)
        let best = fitting.sorted { $0.fit == $1.fit ? $0.answer > $1.answer : $0.fit > $1.fit }
        let questions = catalog.search(query).map { ShelfItem($0) }
        let page = try SearchPage(words, page: number, questions: questions, answersFound: best.count) { places in
            try best[places].compactMap { try found($0.answer, query) }
        }
        guard let page else {
            throw Refusal.noPage(number, of: SearchPage.pages(questions: questions.count, answers: best.count))
        }
        return [.info(.found(page))]
    }

    private func found(_ id: Int64, _ query: SearchQuery) throws -> FoundAnswer? {
        guard let answer = try transaction.answer(id, person: person.id) else { return nil }
        let text = try transaction.text(ofAnswer: id, person: person.id)
        return FoundAnswer(answer: id, question: answer.question, day: answer.day, text: query.excerpt(of: text))
    }

    /// `/export`, with every day of the ledger.
    func export(_ format: ExportFormat, page: Int, days: [StreakDay]) throws -> [Message] {
        let text = RecordWords(try record(days: days)).lines(format).joined(separator: "\n")
        let (content, count) = ExportPages.page(page, of: text)
        guard let content else { throw Refusal.noPage(page, of: count) }
        return [.info(.exported(content, format: format, page: page, of: count))]
    }

    private func record(days: [StreakDay]) throws -> PersonRecord {
        let answers = try transaction.writtenAnswers(of: person.id, limit: .max).reversed().map { written in
            (answer: written.answer, question: catalog.bank.question(written.answer.question), text: written.text)
        }
        return PersonRecord(
            person: person, answers: answers, days: days,
            subscriptions: try transaction.allSubscriptions(of: person.id),
            pauses: try transaction.pauses(of: person.id).map { ($0.from, $0.until) },
            notes: try transaction.notes(of: person.id).map { ($0.question, $0.at, $0.text) },
            bookmarks: try transaction.bookmarks(of: person.id))
    }
}

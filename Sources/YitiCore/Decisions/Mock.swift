/// The mock interview: a chain of questions as an interviewer asks them, each with its time; ratings at its end, and one report.
extension Decision {
    /// Below this chance of recall a question was not expected to be known.
    private static let weakRecall = 0.7

    /// The interview that runs; rooms have none.
    private var mock: MockInterview? { room == nil ? person.loop.mock : nil }

    /// Whether this question is the one that the interview asks.
    func isAskedInMock(_ question: String) -> Bool { mock?.current?.question == question }

    /// The question that text without anything else is for while an interview runs.
    var mockQuestion: String? { mock.flatMap { $0.takesText(at: now) ? $0.current?.question : nil } }

    /// The person deals with a question: unless it is the interview's own, the interview rests, what is typed is for that question, and what
    /// waited to be pushed may go. What is to be said of it.
    @discardableResult
    mutating func restMock(showing question: String) -> [Remark] {
        guard let asked = mock?.current, asked.question != question else { return [] }
        if mockQuestion != nil {
            let now = now
            file.person.loop.mock?.rest(at: now)
            releasePending()
        }
        return [.mockRests]
    }

    /// `/mock`: begins one, or goes on with the one that runs.
    mutating func mock(_ request: MockRequest) throws(Pending) -> [Message] {
        switch (request, mock) {
        case (.stop, nil): throw .refused(.noMock)
        case (.stop, let running?): return running.isRating ? try endMock() : try endMockQuestions(spent: nil)
        case (.go(nil, nil), let running?): return try resume(running)
        case (.go, .some): throw .refused(.mockRuns)
        case (.go(let minutes, let topics), nil):
            file.person.loop.mock = MockInterview(
                minutes: minutes ?? MockInterview.usualMinutes, topics: topics ?? person.topics, at: now)
            guard let pick = try nextInMock() else {
                file.person.loop.mock = nil
                throw .refused(.noMockQuestions)
            }
            return try ask(pick, spent: nil)
        }
    }

    private mutating func resume(_ running: MockInterview) throws(Pending) -> [Message] {
        touchMock()
        guard let item = running.current else {
            // It asks for a rating: what is typed next is for that answer, whatever has been answered since.
            beginMockRatings()
            return try rateNext()
        }
        guard let question = catalog.bank.question(item.question) else { return try askNext(spent: nil) }
        if person.loop.open(question.id) == nil { reopen(question, pick: nil) }
        file.person.loop.touch(question.id)
        let stage: MockFacts.Stage =
            item.hasFollowUp
            ? .followUp(question) : .question(question, topicName: catalog.topicName(question.topic))
        return [.mock(try facts(stage))]
    }

    /// What the interview asks just now, said again; nil while none does.
    package mutating func askedInMock() throws(Pending) -> Message? {
        guard let mock, !mock.isResting,
            mockQuestion.flatMap(catalog.bank.question) != nil || mock.nextToRate != nil
        else { return nil }
        return try resume(mock).first
    }

    /// The question of the interview was answered, or its follow-up was: on with it.
    mutating func mockAnswered(_ answer: Int64, _ open: OpenQuestion?) throws(Pending) -> [Message] {
        guard var mock = person.loop.mock, let last = mock.items.indices.last else { return [] }
        mock.tick(at: now)
        let spent = mock.items[last].seconds
        mock.items[last].answer = answer
        if let open, open.hints > 0 || open.revealed { mock.items[last].isWeak = true }
        let isInTime = mock.items[last].seconds * 2 < mock.secondsPerQuestion
        let question = catalog.bank.question(mock.items[last].question)
        guard let question, question.hasFollowUps, isInTime, !mock.items[last].hasFollowUp else {
            file.person.loop.mock = mock
            return try askNext(spent: spent)
        }
        mock.items[last].hasFollowUp = true
        file.person.loop.mock = mock
        reopen(question, pick: open?.pick)
        return [.mock(try facts(.followUp(question), spent: spent))]
    }

    /// What is asked now is passed over.
    mutating func mockSkipped() throws(Pending) -> [Message] {
        guard var mock = person.loop.mock, let last = mock.items.indices.last else { return [] }
        mock.tick(at: now)
        mock.items[last].isWeak = true
        file.person.loop.mock = mock
        return try askNext(spent: nil)
    }

    /// An answer of the interview was rated: the next one, or the report.
    mutating func mockRated(_ answer: Int64, _ rating: Rating) throws(Pending) -> [Message] {
        guard let mock = person.loop.mock, mock.isRating,
            let place = mock.items.firstIndex(where: { $0.answer == answer })
        else { return [] }
        file.person.loop.mock?.items[place].rating = rating
        touchMock()
        return try rateNext()
    }

    /// A rating, or an answer, of the interview was taken back: it is where it was before.
    mutating func mockTakesBack(rating answer: Int64) {
        guard let place = person.loop.mock?.items.firstIndex(where: { $0.answer == answer }) else { return }
        file.person.loop.mock?.items[place].rating = nil
    }

    mutating func mockTakesBack(answer: Int64) {
        guard let mock = person.loop.mock, let place = mock.items.firstIndex(where: { $0.answer == answer }) else {
            return
        }
        touchMock()
        for later in mock.items[(place + 1)...] { file.person.loop.close(later.question) }
        if mock.isRating { for given in mock.items.compactMap(\.answer) { file.person.loop.settle(given) } }
        file.person.loop.mock?.items.removeSubrange((place + 1)...)
        file.person.loop.mock?.items[place].answer = nil
        file.person.loop.mock?.items[place].hasFollowUp = false
        file.person.loop.mock?.isRating = false
    }

    /// What was said to a follow-up question was taken back: it is asked again. False when it was no part of an interview.
    mutating func mockTakesBack(pieceOf answer: Answer) -> Bool {
        guard let place = person.loop.mock?.items.firstIndex(where: { $0.answer == answer.id }) else { return false }
        mockTakesBack(answer: answer.id)
        file.person.loop.mock?.items[place].answer = answer.id
        file.person.loop.mock?.items[place].hasFollowUp = true
        if let question = catalog.bank.question(answer.question) { reopen(question, pick: nil) }
        return true
    }

    /// What the interview asks again once what was said to it is taken back: it goes on, and the next text is for this question, also where
    /// the answers were being rated. Empty when it asks for something else.
    mutating func mockAsksAgain(_ question: String) throws(Pending) -> [Message] {
        guard isAskedInMock(question), let mock else { return [] }
        return try resume(mock)
    }

    private mutating func touchMock() {
        let now = now
        file.person.loop.mock?.tick(at: now)
    }

    private mutating func askNext(spent: Int64?) throws(Pending) -> [Message] {
        guard let mock = person.loop.mock, mock.items.count < mock.count, mock.spent < Int64(mock.minutes) * 60,
            let pick = try nextInMock()
        else { return try endMockQuestions(spent: spent) }
        return try ask(pick, spent: spent)
    }

    private mutating func ask(_ pick: Pick, spent: Int64?) throws(Pending) -> [Message] {
        if let asked = person.loop.mock?.current { file.person.loop.close(asked.question) }
        var item = MockInterview.Item(question: pick.question.id)
        item.isWeak = pick.record.recall.map { $0 < Self.weakRecall } ?? false
        file.person.loop.mock?.items.append(item)
        var record = pick.record
        record.reason = "mock"
        try open(pick.question, pick: record, source: .pushed(subscription: nil))
        let stage = MockFacts.Stage.question(pick.question, topicName: catalog.topicName(pick.question.topic))
        return [.mock(try facts(stage, spent: spent))]
    }

    /// What is related to a question that was weak, else the highest stars that are left; of these the best choice.
    private func nextInMock() throws(Pending) -> Pick? {
        guard let mock = person.loop.mock else { return nil }
        let asked = Set(mock.items.map(\.question))
        let pool = catalog.questions(in: mock.topics).filter { !asked.contains($0.id) }
        if let last = mock.items.last, last.isWeak, let related = catalog.bank.question(last.question)?.related,
            let pick = try choose(topics: mock.topics, among: pool.map(\.id).filter(related.contains))
        {
            return pick
        }
        for stars in stride(from: 5, through: 1, by: -1) {
            let level = pool.filter { $0.stars == stars }.map(\.id)
            if let pick = try choose(topics: mock.topics, among: level) { return pick }
        }
        return nil
    }

    private func choose(topics: [String]?, among ids: [String]) throws(Pending) -> Pick? {
        guard !ids.isEmpty else { return nil }
        do throws(Pending) { return try choose(topics: topics, only: Set(ids)) } catch {
            guard case .refused = error else { throw error }
            return nil
        }
    }

    private mutating func reopen(_ question: Question, pick: PickRecord?) {
        file.person.loop.begin(
            OpenQuestion(question: question.id, at: moment.at, pick: pick, source: .pushed(subscription: nil)))
    }

    /// The questions are over: what was answered is rated, one by one.
    private mutating func endMockQuestions(spent: Int64?) throws(Pending) -> [Message] {
        beginMockRatings()
        return try rateNext(spent: spent)
    }

    private mutating func beginMockRatings() {
        file.person.loop.beginMockRatings(at: now, until: today.advanced(byDays: 1))
    }

    private mutating func rateNext(spent: Int64? = nil) throws(Pending) -> [Message] {
        guard let item = person.loop.mock?.nextToRate, let answer = item.answer else { return try endMock() }
        // It is shown, so that what names no question is about it.
        if person.lastQuestion != item.question {
            file.person.lastQuestion = item.question
            file.person.lastPick = nil
        }
        let stage = MockFacts.Stage.rate(catalog.bank.question(item.question), id: item.question, answer: answer)
        return [.mock(try facts(stage, spent: spent))]
    }

    private mutating func endMock() throws(Pending) -> [Message] {
        var report = try facts(.report)
        for (place, entry) in report.entries.enumerated() {
            report.entries[place].points = try points(of: entry.item)
        }
        file.person.loop.mock = nil
        releasePending()
        return [.mock(report)]
    }

    /// The key points that an answer of the interview covered; nil when none were ticked, or the question has left the bank.
    private func points(of item: MockInterview.Item) throws(Pending) -> (ticked: Int, of: Int)? {
        guard let id = item.answer, let ticked = try file.answers.get(id, .answer(id))?.ticked else { return nil }
        let count = pointCount(item.question)
        return count > 0 ? (ticked.count, count) : nil
    }

    /// How many questions it comes to: as many as there is time for, or as are left to be asked.
    private func foreseenCount(_ mock: MockInterview) throws(Pending) -> Int {
        let asked = mock.items.count
        guard asked < mock.count else { return asked }
        let left = catalog.picker.candidateCount(try pickRequest(topics: mock.topics, on: today))
        return min(mock.count, asked + left)
    }

    private func facts(_ stage: MockFacts.Stage, spent: Int64? = nil) throws(Pending) -> MockFacts {
        let mock = person.loop.mock ?? MockInterview(minutes: MockInterview.usualMinutes, topics: nil, at: now)
        let answered = mock.items.filter { $0.answer != nil }
        let isAsking = !mock.isRating
        return MockFacts(
            stage,
            number: isAsking ? mock.items.count : min(answered.count { $0.rating != nil } + 1, answered.count),
            count: isAsking ? try foreseenCount(mock) : answered.count,
            secondsPerQuestion: mock.secondsPerQuestion, spent: spent,
            entries: mock.items.map { MockFacts.Entry(item: $0) })
    }
}

extension Question {
    /// Whether an interviewer has something to ask next.
    fileprivate var hasFollowUps: Bool { !chinese.followUps.isEmpty || !english.followUps.isEmpty }
}

/// A message that has no kind of its own on the wire, as facts; YitiWords has its text, buttons and data.
package enum Info: Hashable, Sendable {
    // First steps
    /// `/start`.
    case start(isRoom: Bool)
    /// `/help`, of one command by its Latin verb or of all.
    case help(verb: String?, isSandbox: Bool)
    /// A command sent bare that says nothing so: what to type. A rating comes with the buttons of the answer that waits for it.
    case usage(verb: String, answer: Int64? = nil)

    // The loop
    /// One key point of an open question; `number` counts from 1 and is how many have been shown with this one.
    case hint(Question, number: Int)
    /// The full reference answer with code, follow-ups and the person's own notes (oldest first; the last three are shown).
    /// `isBeforeAnswer` says that the question is still open, so an answer will be marked as revealed first.
    /// `earlier` is the answer that was given before.
    case reveal(Question, notes: [String], isBeforeAnswer: Bool, earlier: EarlierAnswer? = nil)
    /// The key points alone: what a member sees in private of a question that they answered in a room.
    case keyPoints(Question)
    /// To a room at its day's end: the key points, the names of those on the board who answered, and how many others did.
    case roomDay(Question, names: [String], others: Int)
    /// A question is put off.
    case skipped(String)
    /// `/later` is set: `at` is when the question comes back, `offset` the person's offset then.
    case later(String, back: LocalInstant?)
    /// Why a question was chosen, with the numbers of that moment; `pick` is nil where nobody chose it. `interview` is the
    /// person's date, to say what the horizon is.
    case why(
        Question, topicName: Text, pick: PickRecord?, interview: Day?, today: Day, own: OwnForgetting? = nil,
        isLasting: Bool? = nil)
    /// A step was taken back: it concerned an answer to a question.
    case undone(UndoneStep, String, answer: Int64, streak: StreakNumbers?)

    // Subscriptions
    /// The topics of a subscription have left the bank: its own, or those that are selected.
    case topicsLost(number: Int, topics: [String], areSelected: Bool)

    // Progress
    /// Freezes were spent on missed days, oldest first; so many are left.
    case freezesSpent([Day], left: Int)
    /// What it takes to have seen every 5★ question of the selection. `pace` is first answers a day of late.
    case plan(PlanFacts)

    // The shelf
    /// A page of what was found.
    case found(SearchPage)
    /// The questions kept, newest first; at most 50 are listed.
    case bookmarks([ShelfItem])
    /// A bookmark was set, or taken away.
    case bookmarked(String, isSet: Bool)
    /// A note was written.
    case noted(String)

    // Identity
    /// A guest, who has no account yet.
    case guest
    /// Who somebody is: `since` is the learning day the account was made on.
    case whoami(name: String?, since: Day, answers: Int, identities: [KnownIdentity])
    /// The address of one's own page, with the code that opens it once.
    case webLink(String)
    /// The key of a new account, shown this once.
    case key(String)
    /// `/login` went well.
    case loggedIn(name: String?, open: String?)
    /// A code to type on the other network.
    case linkCode(String)
    /// To the side that typed the code.
    case linkAwaits
    /// To the side that issued the code: who typed it.
    case linkClaimed(name: String?, bridge: String, user: String)
    /// Both sides are one person; `paused` says how many subscriptions past the eighth are held.
    case linked(paused: Int)
    /// This identity is on its own again.
    case unlinked
    /// `/quit`.
    case goodbye

    // Data
    /// One page of an export; `page` counts from 1 and is at most `of`.
    case exported(String, format: ExportFormat, page: Int, of: Int)
    /// The code that `/forget` wants to see again, and what would go.
    case forgetCode(String, deletes: Belongings)
    /// What was deleted.
    case forgotten(Belongings)
    /// A report went to the operator's queue; the question is the one it is about, if any.
    case reported(String?)
    /// What time it is in the sandbox.
    case clock(Instant)

    /// What the row of a delivery holds: words that were made when it was written.
    case stored(Text)
}

/// What `/undo` takes back; the raw values are the wire's.
package enum UndoneStep: String, CaseIterable, Sendable {
    /// The answer waits for a new rating.
    case rating
    /// What was ticked before is ticked again.
    case tick
    /// A piece of an answer.
    case piece
    /// The question is open again.
    case answer
}

/// A question as a line of a list.
package struct ShelfItem: Hashable, Sendable {
    package var question: String
    package var stars: Int
    package var wording: Text

    /// An item from its parts; a question that left the bank has its id alone.
    package init(question: String, stars: Int = 0, wording: Text = .empty) {
        self.question = question
        self.stars = stars
        self.wording = wording
    }

    /// An item of a question in the bank.
    package init(_ question: Question) {
        self.init(question: question.id, stars: question.stars, wording: question.wording)
    }
}

/// A page of what `/search` found.
package struct SearchPage: Hashable, Sendable {
    /// The words that were looked for.
    package var words: String
    /// The page's own number, from 1, and how many there are; 1 of 1 when nothing was found.
    package var page: Int
    package var pages: Int
    /// Those of the page, and how many were found in all.
    package var questions: [ShelfItem]
    package var questionsFound: Int
    package var answers: [FoundAnswer]
    package var answersFound: Int

    /// How many of each a page has.
    package static let questionsPerPage = 20
    package static let answersPerPage = 10

    /// A page of what was found, the best first; nil past the last. `answers` gives those of a range of places.
    package init?(
        _ words: String, page: Int = 1, questions: [ShelfItem], answersFound: Int,
        answers: (Range<Int>) throws -> [FoundAnswer]
    ) rethrows {
        self.words = words
        self.page = page
        pages = Self.pages(questions: questions.count, answers: answersFound)
        guard (1...pages).contains(page) else { return nil }
        questionsFound = questions.count
        self.answersFound = answersFound
        self.questions = Array(questions[Self.places(on: page, of: questions.count, Self.questionsPerPage)])
        self.answers = try answers(Self.places(on: page, of: answersFound, Self.answersPerPage))
    }

    /// The places of the answers that a page lists, of so many that were found; none past the last.
    package static func answers(on page: Int, of count: Int) -> Range<Int> {
        guard (1...pages(questions: 0, answers: count)).contains(page) else { return 0..<0 }
        return places(on: page, of: count, answersPerPage)
    }

    /// The places of those that a page lists.
    private static func places(on page: Int, of count: Int, _ perPage: Int) -> Range<Int> {
        let first = min((page - 1) * perPage, count)
        return first..<min(first + perPage, count)
    }

    package var questionPlaces: Range<Int> { Self.places(on: page, of: questionsFound, Self.questionsPerPage) }
    package var answerPlaces: Range<Int> { Self.places(on: page, of: answersFound, Self.answersPerPage) }

    /// How many pages so much takes.
    package static func pages(questions: Int, answers: Int) -> Int {
        max(
            1, (questions + questionsPerPage - 1) / questionsPerPage, (answers + answersPerPage - 1) / answersPerPage)
    }
}

/// A person's own answer that was found.
package struct FoundAnswer: Hashable, Sendable {
    package var answer: Int64
    package var question: String
    package var day: Day
    /// The part of it that shows what was found, in one line.
    package var text: String

    package init(answer: Int64, question: String, day: Day, text: String) {
        self.answer = answer
        self.question = question
        self.day = day
        self.text = text
    }
}

/// One of a person's identities.
package struct KnownIdentity: Hashable, Sendable {
    /// The bridge's name; empty for direct connections.
    package var bridge: String
    package var user: String
    package var name: String?
    /// Whether the command came from it.
    package var isThis: Bool

    package init(bridge: String, user: String, name: String?, isThis: Bool) {
        self.bridge = bridge
        self.user = user
        self.name = name
        self.isThis = isThis
    }
}

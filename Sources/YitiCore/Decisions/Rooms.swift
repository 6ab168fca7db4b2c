/// Rooms: a subscriber of its own, whose question every member answers for themselves (docs/protocol.md, section 3, "Rooms").
extension Decision {
    /// What is open in a room is open there to its member, too, until they have answered it or put it off.
    package mutating func meet(_ open: [OpenQuestion]) throws(Pending) {
        for question in open where try isNews(question) { file.person.loop.begin(question) }
    }

    private mutating func isNews(_ question: OpenQuestion) throws(Pending) -> Bool {
        let id = question.question
        guard !question.isOver(at: moment.at, today: today), person.loop.open(id, in: room) == nil,
            person.loop.lastWaiting(in: room, of: id) == nil
        else { return false }
        if let away = try card(id).awayUntil, away > today { return false }
        let answers = try file.answersByQuestion.get(id, .answers(question: id)) ?? []
        return answers.last.map { $0.at < question.at } ?? true
    }

    /// Whether who speaks here can be written to alone.
    func hasPrivateChat() throws(Pending) -> Bool {
        try file.places().identities.contains {
            ($0.bridge, $0.user) == (address.bridge, address.user) && $0.isPrivate && $0.suspendedAt == nil
        }
    }

    /// The key points of a question that was answered in this room, which it is told when its day is over; nil where it is told anyway, since
    /// the question is its own or somebody else has answered it before.
    package func keyPointsAtDayEnd(of question: String) throws(Pending) -> Delivery? {
        let underWay = try file.underWay.get(.underWay(since: today.advanced(byDays: -Delivery.daysUnderWay)))
        guard person.loop.open(question, in: room) == nil, !underWay.contains(question) else { return nil }
        let end = person.calendar.end(of: today, zones: zones)
        return .keyPoints(of: question, to: address, of: person, at: max(end, now), zones)
    }

    /// An answer of theirs was given in a room.
    package mutating func note(_ answer: Int64, in room: Int64) {
        file.record(.answeredInRoom(answer: answer, room: room))
    }

    /// Joins the board of a room, or leaves it, where that is asked for.
    package mutating func takePart(in room: Int64, _ request: BoardRequest) {
        switch request {
        case .show: break
        case .join: file.record(.joinedBoard(room: room))
        case .leave: file.record(.leftBoard(room: room))
        }
    }

    /// `/leaderboard`: the members of a room's board with the days since one for which they have a rated answer, the most first.
    package func board(of room: Int64, since day: Day) throws(Pending) -> [Message] {
        [.board(try file.board(of: room, since: day))]
    }

    /// A room rates nothing: a question comes again when all the others of its selection have come.
    mutating func rest(_ question: Question, of delivery: Delivery) throws(Pending) {
        let subscription = try file.standing.get(.subscriptions).first { $0.id == delivery.subscription }
        let selection = catalog.questions(in: subscription?.chosenTopics(selected: person.topics) ?? person.topics)
        var card = try card(question.id)
        card.awayUntil = today.advanced(byDays: max(1, selection.count - 1))
        file.record(.card(card))
    }
}

extension Command {
    /// Whether in a room it is the room's own matter, whoever sends it.
    package var isOfRoom: Bool {
        switch self {
        case .today, .subscribe, .change, .unsubscribe, .subscriptions, .pause, .resume: true
        default: false
        }
    }
}

import Testing
import YitiCore

@Suite("what is pushed, decided without a database")
struct PushDecisionTests {
    private let now = DecisionExamples.now
    private let telegram = Address(bridge: "tg", user: "7")

    /// A subscription that fires every day, the last time so many seconds before now.
    private func subscription(_ lateSeconds: Int64 = 0) throws -> Subscription {
        let due = try due(lateSeconds)
        var subscription = Subscription(
            id: 5, person: 1, number: 1, address: telegram, topics: ["svm"], minuteOfDay: due.minute,
            weekdays: .everyDay, zone: nil, createdAt: now.advanced(bySeconds: -86_400 * 9))
        subscription.nextOccurrence = due.day
        subscription.nextAt = due.at
        return subscription
    }

    /// The full minute so long before now, in UTC.
    private func due(_ lateSeconds: Int64) throws -> (day: Day, minute: Int, at: Instant) {
        let at = (now.seconds - lateSeconds) / 60 * 60
        return (Day(number: Int(at / 86_400)), Int(at % 86_400 / 60), Instant(seconds: at))
    }

    private func file(_ parts: [LoadedPart] = [], pauses: [PauseRecord] = [], cards: [Card] = []) -> PersonFile {
        DecisionExamples.file(1, parts + [.pauses(pauses), .allCards(cards), .underWay([])])
    }

    private func fired(
        _ file: PersonFile, _ subscription: Subscription, isSuspended: Bool = false, mayGo: Bool = true
    ) throws -> FiredSubscription {
        var decision = try DecisionExamples.decision(file, at: telegram)
        return try decision.fire(subscription, isSuspended: isSuspended, mayGo: mayGo)
    }

    @Test(
        "a subscription that is due sends its question, says it at once where there is room, and fires on the next day again"
    )
    func fires() throws {
        let subscription = try subscription()
        let fired = try fired(file(), subscription)
        let delivery = try #require(fired.delivery)
        #expect(delivery.question.hasPrefix("svm") && delivery.address == telegram && delivery.occurrence != nil)
        #expect(delivery.dueAt == subscription.nextAt && delivery.state == .inFlight && delivery.attempt == 1)
        guard case .question(let facts)? = fired.messages?.last else {
            Issue.record("nothing is said")
            return
        }
        #expect(facts.question.id == delivery.question && facts.isNew)
        #expect(fired.subscription.nextAt == subscription.nextAt?.advanced(bySeconds: 86_400))
        #expect(delivery.expiresAt == fired.subscription.nextAt)
        #expect(!fired.isChanged && !fired.saysAllSeen)
    }

    @Test("without room, in quiet hours and to nobody who can be reached it waits, and says nothing")
    func waits() throws {
        let subscription = try subscription()
        let waiting = try fired(file(), subscription, mayGo: false)
        #expect(waiting.messages == nil && waiting.delivery?.state == .pending)
        #expect(waiting.delivery?.notBefore == subscription.nextAt)
        let suspended = try fired(file(), subscription, isSuspended: true)
        #expect(suspended.messages == nil && suspended.delivery?.notBefore == suspended.delivery?.expiresAt)
        var quiet = file()
        quiet.person.quiet = QuietHours(fromMinute: 0, untilMinute: 1_439)
        #expect(try fired(quiet, subscription).delivery?.state == .pending)
    }

    @Test("a pause sends nothing, and neither does a selection of which nothing is left that day")
    func sendsNothing() throws {
        let subscription = try subscription()
        let pause = PauseRecord(id: 1, from: Day(number: 0), until: nil)
        #expect(try fired(file(pauses: [pause]), subscription).delivery == nil)
        let today = DecisionExamples.person(1).calendar.day(at: now, zones: try DayExamples.zones())
        let shown = ["svm-01", "svm-02"].map { question in
            var card = Card(question: question)
            card.shownDay = today
            return card
        }
        let none = try fired(file(cards: shown), subscription)
        #expect(none.delivery == nil && none.subscription.nextAt != nil)
    }

    @Test("after a day without a server only the latest question comes, of the learning day it was due on")
    func late() throws {
        var subscription = try subscription(3_600)
        subscription.nextOccurrence = subscription.nextOccurrence?.advanced(byDays: -3)
        subscription.nextAt = subscription.nextAt?.advanced(bySeconds: -86_400 * 3)
        let (fired, due) = (try fired(file(), subscription), try due(3_600))
        #expect(fired.delivery?.dueAt == due.at && fired.delivery?.occurrence == due.day)
    }

    @Test("that everything has been seen is said once, and noted")
    func allSeen() throws {
        let subscription = try subscription()
        let seen = ["svm-01", "svm-02"].map { question in
            Card(question: question).reviewed(.good, on: Day(number: 20_000), model: .standard)
        }
        let fired = try fired(file(cards: seen), subscription)
        #expect(fired.saysAllSeen && fired.isChanged && fired.subscription.saidAllSeen)
        guard case .question(let facts)? = fired.messages?.last else {
            Issue.record("nothing is said")
            return
        }
        #expect(facts.remarks == [.allSeen] && !facts.isNew)
        var said = subscription
        said.saidAllSeen = true
        let again = try self.fired(file(cards: seen), said)
        #expect(again.delivery != nil && !again.saysAllSeen && !again.isChanged)
    }

    private func delivery(_ kind: DeliveryKind, _ question: String = "loss-01") -> Delivery {
        Delivery(
            person: 1, subscription: kind == .notice ? nil : 5, occurrence: nil, kind: kind, address: telegram,
            question: question, pick: nil,
            day: Day(number: 1), dueAt: now, notBefore: now, expiresAt: now.advanced(bySeconds: 3_600))
    }

    private func fate(
        _ delivery: Delivery, _ facts: VolatileFact..., pauses: [PauseRecord] = [],
        change: (inout Person) -> Void = { _ in }
    ) throws -> PushFate {
        var file = file(facts.map { .volatile($0) }, pauses: pauses)
        change(&file.person)
        var decision = try DecisionExamples.decision(file, at: telegram)
        return try decision.send(delivery)
    }

    @Test("what waits ends with its subscription, in a pause, and a nudge with the question it reminds of")
    func ends() throws {
        var again = delivery(.daily)
        again.attempt = 1
        #expect(try fate(again, .hasEnded(true)) == .ends)
        let pause = PauseRecord(id: 1, from: Day(number: 0), until: nil)
        #expect(try fate(delivery(.daily), pauses: [pause]) == .ends)
        #expect(try fate(delivery(.nudge)) == .ends)
        let asked = OpenQuestion(question: "loss-01", at: now, pick: nil, source: .pushed(subscription: 5))
        guard case .goes = try fate(delivery(.nudge), change: { $0.loop.begin(asked) }) else {
            Issue.record("no nudge")
            return
        }
    }

    @Test("quiet hours put off what they end before, and end the rest; a notice does not wait")
    func quietHours() throws {
        let minute = Int(now.seconds % 86_400 / 60)
        let short = QuietHours(fromMinute: max(0, minute - 10), untilMinute: min(1_439, minute + 10))
        guard case .waits(let until) = try fate(delivery(.daily), change: { $0.quiet = short }) else {
            Issue.record("it does not wait")
            return
        }
        #expect(until > now && until.seconds - now.seconds <= 600)
        let long = QuietHours(fromMinute: max(0, minute - 10), untilMinute: (minute + 120) % 1_440)
        #expect(try fate(delivery(.daily), change: { $0.quiet = long }) == .ends)
        let code = LinkCode(code: "abc", person: 1, issuer: telegram, expiresAt: now)
        let asked = try fate(delivery(.notice, ""), .codes(StandingCodes(link: code)), change: { $0.quiet = long })
        guard case .goes = asked else {
            Issue.record("the notice waits")
            return
        }
        #expect(try fate(delivery(.notice, ""), .codes(StandingCodes())) == .ends)
    }

    @Test("a question that the bank lacks is left to others, and a notice says who typed the code as long as it stands")
    func tells() throws {
        #expect(try fate(delivery(.later, "gone-01")) == .isNotInTheBank)
        var notice = delivery(.notice, "")
        notice.remark = Text(zh: "旧", en: "old")
        #expect(try fate(notice, .codes(StandingCodes())) == .ends)
        var code = LinkCode(code: "abc", person: 1, issuer: telegram, expiresAt: now)
        let stored = try fate(notice, .codes(StandingCodes(link: code)))
        #expect(stored == .goes([.info(.stored(Text(zh: "旧", en: "old")))]))
        code.claimantAddress = Address(bridge: "dc", user: "9")
        let codes = StandingCodes(link: code, claimant: DecisionExamples.person(2, name: "Bo"))
        #expect(try fate(notice, .codes(codes)) == .goes([.info(.linkClaimed(name: "Bo", bridge: "dc", user: "9"))]))
    }

    @Test("what a room's question came to names who is on the board, and counts the others")
    func roomDay() throws {
        var notice = delivery(.notice)
        notice.address = Address(bridge: "tg", user: "", chat: "r")
        let question = try #require(CommandExamples.bank.question("loss-01"))
        let answerers = VolatileFact.answerers(["Bo", nil, "Ada", nil])
        #expect(try fate(notice, answerers) == .goes([.info(.roomDay(question, names: ["Ada", "Bo"], others: 2))]))
        #expect(try fate(delivery(.notice)) == .goes([.info(.keyPoints(question))]))
    }

    @Test("a question that was taken is open, and a nudge follows for whoever wants one and while it can")
    func takes() throws {
        let parts: [LoadedPart] = [.answers("loss-01", []), .card("loss-01", nil)]
        var file = file(parts)
        file.person.nudge = true
        var delivery = delivery(.daily)
        var early = try DecisionExamples.decision(file, at: telegram)
        #expect(try early.take(delivery, isOfRoom: false) == [])
        #expect(early.file.person.loop.open("loss-01") != nil)
        delivery.expiresAt = now.advanced(bySeconds: 86_400)
        var decision = try DecisionExamples.decision(file, at: telegram)
        let following = try decision.take(delivery, isOfRoom: false)
        #expect(following.map(\.kind) == [.nudge])
        #expect(following.first?.dueAt == now.advanced(bySeconds: 4 * 3_600))
        #expect(following.first?.expiresAt == delivery.expiresAt)
        file.person.nudge = false
        var without = try DecisionExamples.decision(file, at: telegram)
        #expect(try without.take(delivery, isOfRoom: false) == [])
        let room = try without.take(delivery, isOfRoom: true)
        #expect(room.map(\.kind) == [.notice] && room.first?.question == "loss-01")
    }

    @Test("a question that was put off comes back, and to nobody who can be reached before their next word")
    func comesBack() throws {
        let later = LaterRecord(
            person: 1, question: "loss-01", pick: nil, address: telegram, fireAt: now.advanced(bySeconds: -60))
        var decision = try DecisionExamples.decision(file(), at: telegram)
        let delivery = try #require(try decision.bringBack(later, isSuspended: false))
        #expect(decision.file.changes == [.putOffEnds(question: "loss-01")])
        #expect(delivery.kind == .later && delivery.dueAt == later.fireAt && delivery.notBefore == later.fireAt)
        let waiting = try #require(try decision.bringBack(later, isSuspended: true))
        #expect(waiting.notBefore == waiting.expiresAt && waiting.expiresAt == later.fireAt.advanced(bySeconds: 86_400))
    }

    @Test("nobody is out of reach with another place that is reached, or with a key")
    func suspends() throws {
        let here = Identity(bridge: "tg", user: "7", person: 1)
        var blocked = Identity(bridge: "dc", user: "9", person: 1)
        for (isSuspended, hasKey, isLast) in [(false, false, false), (true, false, true), (true, true, false)] {
            blocked.suspendedAt = isSuspended ? now : nil
            let places = Places(identities: [here, blocked], hasKey: hasKey)
            var decision = try DecisionExamples.decision(DecisionExamples.file(1, [.volatile(.places(places))]))
            try decision.suspend(here)
            let since = decision.today.advanced(byDays: -Delivery.daysUnderWay)
            #expect(decision.file.changes.last == .suspended(here, isLast: isLast, since: since))
            #expect((decision.file.changes.count > 1) == isLast)
        }
    }

    @Test(
        "what a platform says decides when a push is tried again",
        arguments: [
            (PushRefusal.malformed, 0, PushSetback.dead), (.temporary(retryAfter: nil), 0, .failed(until: after(30))),
            (.temporary(retryAfter: nil), 3, .failed(until: after(240))),
            (.temporary(retryAfter: nil), 99, .failed(until: after(3_600))),
            (.temporary(retryAfter: 5), 9, .failed(until: after(5))),
            (.temporary(retryAfter: .max), 0, .failed(until: after(86_400))),
            (.tooFast(retryAfter: nil, isForAll: false), 9, .delayed(until: after(30), isForAll: false)),
            (.tooFast(retryAfter: 7, isForAll: true), 0, .delayed(until: after(7), isForAll: true)),
            (.unreachable, 0, .unreachable(until: after(3_600))),
        ])
    func setbacks(refusal: PushRefusal, failures: Int, expected: PushSetback) {
        var sent = delivery(.daily)
        sent.state = .inFlight
        #expect(PushSetback(refusal, of: sent, failures: failures, at: now) == expected)
        var ended = delivery(.daily)
        ended.state = .acked
        #expect(PushSetback(refusal, of: ended, failures: failures, at: now) == nil)
    }

    @Test("a temporary failure that is said again while its push waits counts once")
    func saidAgain() {
        let waiting = delivery(.daily)
        #expect(PushSetback(.temporary(retryAfter: nil), of: waiting, failures: 1, at: now) == nil)
        // Its connection was lost before it could be said.
        let first = PushSetback(.temporary(retryAfter: nil), of: waiting, failures: 0, at: now)
        #expect(first == .failed(until: Self.after(30)))
        #expect(PushSetback(.unreachable, of: waiting, failures: 1, at: now) != nil)
    }

    @Test(
        "what this server's bank lacks is left to servers that have it, and ends where there are none or no time is left"
    )
    func leaving() {
        let pushed = delivery(.daily)
        #expect(PushFate.leaving(pushed, hasOthers: true, at: now) == .waits(until: Self.after(10)))
        #expect(PushFate.leaving(pushed, hasOthers: false, at: now) == .ends)
        #expect(PushFate.leaving(pushed, hasOthers: true, at: Self.after(3_590)) == .ends)
        var own = pushed
        own.address = .human(1)
        #expect(PushFate.leaving(own, hasOthers: true, at: now) == .isNotInTheBank)
    }

    @Test("what was acked elsewhere is told again, but for a link code that does not stand any more")
    func tellsAgain() throws {
        let none = file([.volatile(.codes(StandingCodes()))])
        var late = try DecisionExamples.decision(none, at: telegram)
        #expect(try late.tellAgain(delivery(.notice, "")) == .ends)
        let code = LinkCode(code: "abc", person: 1, issuer: telegram, expiresAt: Self.after(60))
        let standing = file([.volatile(.codes(StandingCodes(link: code)))])
        var decision = try DecisionExamples.decision(standing, at: telegram)
        guard case .goes = try decision.tellAgain(delivery(.notice, "")),
            case .goes = try decision.tellAgain(delivery(.daily))
        else {
            Issue.record("nothing is told")
            return
        }
    }

    private static func after(_ seconds: Int64) -> Instant { DecisionExamples.now.advanced(bySeconds: seconds) }
}

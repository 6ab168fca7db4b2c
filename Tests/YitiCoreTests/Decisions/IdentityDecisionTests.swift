import Testing
import YitiCore

@Suite("who somebody is, decided without a database")
struct IdentityDecisionTests {
    private let now = DecisionExamples.now
    private let telegram = Address(bridge: "tg", user: "7")
    private let discord = Address(bridge: "dc", user: "9")

    /// A code that the person with number 1 has issued on Telegram.
    private func code(typedBy claimant: Int64? = nil) -> LinkCode {
        var code = LinkCode(code: "abc", person: 1, issuer: telegram, expiresAt: now.advanced(bySeconds: 60))
        code.claimant = claimant
        return code
    }

    private func typed(_ code: LinkCode?) -> LoadedPart { .volatile(.typedCode("abc", code)) }

    /// Why a decision ends without one.
    private func pending(_ body: () throws(Pending) -> Void) -> Pending? {
        do throws(Pending) { try body() } catch { return error }
        return nil
    }

    private func refusal(_ body: () throws(Pending) -> Void) -> Refusal? {
        if case .refused(let refusal) = pending(body) { refusal } else { nil }
    }

    private func needs(_ body: () throws(Pending) -> Void) -> Set<Need> {
        if case .needs(let needs) = pending(body) { needs } else { [] }
    }

    @Test("a code is issued for ten minutes, where the person is; a guest has an account by that")
    func issues() throws {
        var decision = try DecisionExamples.decision(DecisionExamples.guest(), at: telegram)
        #expect(try decision.carryOut(.link(code: nil)) == .said([.info(.linkCode("x13"))]))
        #expect(decision.preface == [.info(.key("x32"))])
        let issued = LinkCode(code: "x13", person: 100, issuer: telegram, expiresAt: now.advanced(bySeconds: 600))
        #expect(decision.file.changes.contains(.linkCode(issued)))
    }

    @Test("a code is looked up as it was meant, however it was typed")
    func asksForTheCode() throws {
        var decision = try DecisionExamples.decision(DecisionExamples.file(2), at: discord)
        let lacking = needs { () throws(Pending) in _ = try decision.claimLink("A-b C", retryAfter: nil) }
        #expect(lacking == [.volatile(.typedCode("abc", at: now))])
    }

    @Test("a code that was typed waits for its issuer, who is told by whom and where they have it")
    func claims() throws {
        let file = DecisionExamples.file(2, name: "Bo", [typed(code())])
        var decision = try DecisionExamples.decision(file, at: discord)
        let claim = try decision.claimLink("ABC", retryAfter: nil)
        var claimed = code(typedBy: 2)
        claimed.claimantAddress = discord
        #expect(decision.file.changes == [.linkCode(claimed)])
        #expect(claim.question == .linkClaimed(name: "Bo", bridge: "dc", user: "9"))
        #expect(claim.notice.person == 1 && claim.notice.address == telegram && claim.notice.kind == .notice)
        #expect(claim.notice.expiresAt == code().expiresAt)
    }

    @Test("nobody gets an account for a code that is wrong, somebody else's, their own, or one try too many")
    func refusesCodes() throws {
        for (found, wait, expected): (LinkCode?, Int?, Refusal) in [
            (nil, nil, .wrongLinkCode), (code(typedBy: 3), nil, .wrongLinkCode),
            (code(), 45, .tooFast(retryAfter: 45)),
        ] {
            var decision = try DecisionExamples.decision(DecisionExamples.guest([typed(found)]), at: discord)
            #expect(
                refusal { () throws(Pending) in _ = try decision.claimLink("abc", retryAfter: wait) } == expected)
            #expect(decision.file.isGuest && decision.file.changes.isEmpty)
        }
        var own = try DecisionExamples.decision(DecisionExamples.file(1, [typed(code())]), at: telegram)
        #expect(refusal { () throws(Pending) in _ = try own.claimLink("abc", retryAfter: nil) } == .linkToSelf)
    }

    @Test("who has been here for longer stays, whoever issued the code", arguments: [(10, 20), (20, 10)])
    func confirms(days: (own: Int64, other: Int64)) throws {
        let other = DecisionExamples.person(2, daysAgo: days.other)
        let codes = StandingCodes(link: code(typedBy: 2), claimant: other)
        let file = DecisionExamples.file(1, daysAgo: days.own, [.volatile(.codes(codes))])
        let link = try DecisionExamples.decision(file, at: telegram).confirmLink()
        #expect(link.older.id == (days.own > days.other ? 1 : 2) && link.younger.id == 3 - link.older.id)
        #expect(link.other == 2 && link.code.expiresAt == now.advanced(bySeconds: 600))
    }

    @Test("nothing is confirmed before somebody has typed the code, nor by a guest")
    func refusesToConfirm() throws {
        let untyped = LoadedPart.volatile(.codes(StandingCodes(link: code())))
        for file in [DecisionExamples.file(1, [untyped]), DecisionExamples.guest()] {
            let decision = try DecisionExamples.decision(file, at: telegram)
            #expect(refusal { () throws(Pending) in _ = try decision.confirmLink() } == .nothingToConfirm)
        }
    }

    private func places(_ identities: [Address], hasKey: Bool = false) -> LoadedPart {
        .volatile(
            .places(
                Places(
                    identities: identities.map { Identity(bridge: $0.bridge, user: $0.user, person: 1) },
                    hasKey: hasKey)))
    }

    private func subscription(_ id: Int64, at address: Address) -> Subscription {
        var subscription = Subscription(
            id: id, person: 1, number: Int(id), address: address, topics: ["loss"], minuteOfDay: 540,
            weekdays: .everyDay, zone: nil, createdAt: now.advanced(bySeconds: -86_400))
        subscription.nextAt = now.advanced(bySeconds: 3_600)
        return subscription
    }

    @Test("an identity leaves with what was subscribed there, which ends for the one who stays")
    func unlinks() throws {
        let standing = LoadedPart.subscriptions(
            [subscription(1, at: telegram), subscription(2, at: discord)], lastOccurrences: [:])
        var file = DecisionExamples.file(1, [places([telegram, discord]), standing])
        file.person.language = .en
        file.person.name = "Ada"
        file.person.topics = ["loss"]
        file.person.quiet = QuietHours(fromMinute: 1320, untilMinute: 480)
        var decision = try DecisionExamples.decision(file, at: discord)
        let split = try decision.unlink()
        #expect(split.fresh.id == 100 && split.fresh.language == .en && split.fresh.name == nil)
        #expect(split.fresh.topics == ["loss"] && split.fresh.quiet == file.person.quiet)
        #expect(split.address == discord && split.former == 1)
        let handover = try #require(split.handovers.first)
        #expect(split.handovers.count == 1)
        #expect(handover.ended.id == 2 && handover.ended.endedAt == now && handover.ended.nextAt == nil)
        #expect(handover.continued.id == 500 && handover.continued.person == 100 && handover.continued.number == 1)
        #expect(handover.continued.nextAt == now.advanced(bySeconds: 3_600) && handover.continued.createdAt == now)
        #expect(handover.schedule.subscription == 500 && handover.schedule.from == now)
        #expect(split.fresh.subscriptionsMade == 1)
    }

    @Test("the only way to a person can't leave them; a key is another one")
    func refusesToUnlink() throws {
        let nothing = LoadedPart.subscriptions([], lastOccurrences: [:])
        var alone = try DecisionExamples.decision(DecisionExamples.file(1, [places([telegram])]), at: telegram)
        #expect(refusal { () throws(Pending) in _ = try alone.unlink() } == .notLinked)
        let file = DecisionExamples.file(1, [places([telegram], hasKey: true), nothing])
        var keyed = try DecisionExamples.decision(file, at: telegram)
        #expect(try keyed.unlink().handovers.isEmpty)
        var direct = try DecisionExamples.decision(file)
        #expect(refusal { () throws(Pending) in _ = try direct.unlink() } == .unlinkedElsewhere)
    }

    @Test("whoami names every place, and the key as one of them")
    func whoami() throws {
        let parts = [places([telegram, discord], hasKey: true), .volatile(.answerCount(3))]
        var decision = try DecisionExamples.decision(DecisionExamples.file(1, name: "Ada", parts), at: discord)
        guard case .info(.whoami("Ada", _, 3, let places))? = try decision.carryOut(.whoami).messages?.first else {
            Issue.record("no whoami")
            return
        }
        #expect(places.map(\.bridge) == ["tg", "dc", ""] && places.map(\.isThis) == [false, true, false])
        #expect(places.map(\.user) == ["7", "9", "1"])
        var guest = try DecisionExamples.decision(DecisionExamples.guest())
        #expect(try guest.carryOut(.whoami) == .said([.info(.guest)]))
    }

    @Test("what was asked of a guest is open to whom a good key is for")
    func welcomes() throws {
        let question = "loss-01"
        let asked = OpenQuestion(question: question, at: now, pick: nil, source: .asked(Day(number: 1)))
        let file = DecisionExamples.file(1, name: "Ada", [.card(question, nil)])
        var decision = try DecisionExamples.decision(file)
        #expect(try decision.welcome(with: asked) == [.info(.loggedIn(name: "Ada", open: question))])
        #expect(decision.file.person.loop.open(question) != nil)
        var other = try DecisionExamples.decision(file)
        #expect(try other.welcome(with: nil) == [.info(.loggedIn(name: "Ada", open: nil))])
        #expect(other.file.changes.isEmpty)
    }

    @Test("a link to the page keeps a code's hash alone; without an address there is none, and no account")
    func webLink() throws {
        var decision = try DecisionExamples.decision(DecisionExamples.file(1))
        #expect(try decision.webLink(to: "http://y") == [.info(.webLink("http://y#x26"))])
        let hash = Array("x26".utf8)
        #expect(decision.file.changes == [.webCode(hash: hash, expiresAt: now.advanced(bySeconds: 600))])
        var guest = try DecisionExamples.decision(DecisionExamples.guest())
        #expect(refusal { () throws(Pending) in _ = try guest.webLink(to: nil) } == .noWebAddress)
        #expect(guest.file.isGuest)
    }

    @Test("forgetting takes the code that it gave, in any case of letters, and no other")
    func forgets() throws {
        let belongings = Belongings(answers: 1, notes: 2, bookmarks: 3, subscriptions: 4, identities: 5)
        var decision = try DecisionExamples.decision(DecisionExamples.file(1, [.volatile(.belongings(belongings))]))
        #expect(try decision.carryOut(.forget(code: nil)) == .said([.info(.forgetCode("x8", deletes: belongings))]))
        let end = now.advanced(bySeconds: 600)
        #expect(decision.file.changes == [.forgetCode("x8", expiresAt: end)])
        let file = DecisionExamples.file(1, [.volatile(.codes(StandingCodes(forget: "x8")))])
        let standing = try DecisionExamples.decision(file)
        #expect(try standing.confirmForget("X8") == end)
        #expect(refusal { () throws(Pending) in _ = try standing.confirmForget("x9") } == .wrongForgetCode)
        let guest = try DecisionExamples.decision(DecisionExamples.guest())
        #expect(refusal { () throws(Pending) in _ = try guest.confirmForget("x8") } == .nothingToForget)
    }

    @Test("an operator names somebody by number or by who they are on a network, whatever their name there is")
    func names() {
        #expect(PersonName("12") == .number(12) && PersonName("tg:12") == .identity(bridge: "tg", user: "12"))
        #expect(PersonName("mx:@a:b.c") == .identity(bridge: "mx", user: "@a:b.c"))
        #expect(PersonName("") == nil && PersonName("99999999999999999999") == nil)
    }
}

import Testing
import YitiCore

@Suite("what is put by, and who speaks, decided without a database")
struct ShelfDecisionTests {
    private func said(_ command: Command, _ parts: [LoadedPart]) throws -> (messages: [Message], file: PersonFile) {
        var decision = try DecisionExamples.decision(DecisionExamples.file(1, parts))
        return (try decision.carryOut(command).messages ?? [], decision.file)
    }

    private func refusal(_ body: () throws(Pending) -> Void) -> Refusal? {
        do throws(Pending) { try body() } catch { if case .refused(let refusal) = error { return refusal } }
        return nil
    }

    @Test("bookmarks are listed as they were loaded, and one is set or taken away by what the list has")
    func bookmarks() throws {
        let (list, _) = try said(.bookmarks, [.bookmarks(["loss-01", "gone-11"])])
        guard case .info(.bookmarks(let items))? = list.first else {
            Issue.record("no list")
            return
        }
        #expect(items.map(\.question) == ["loss-01", "gone-11"] && items.map(\.wording.en.isEmpty) == [false, true])
        let (away, after) = try said(.bookmark(question: "loss-01"), [.bookmarks(["loss-01", "svm-01"])])
        #expect(away == [.info(.bookmarked("loss-01", isSet: false))])
        var left = try DecisionExamples.decision(after)
        #expect(try left.carryOut(.bookmarks).messages?.count == 1)
        let (set, unsure) = try said(.bookmark(question: "loss-01"), [.bookmarks([])])
        #expect(set == [.info(.bookmarked("loss-01", isSet: true))])
        var next = try DecisionExamples.decision(unsure)
        #expect(throws: Pending.self) { try next.carryOut(.bookmarks) }
    }

    @Test("a guest has no bookmarks and no account, and nothing is asked")
    func guest() throws {
        var decision = try DecisionExamples.decision(DecisionExamples.guest())
        #expect(try decision.carryOut(.bookmarks) == .said([.info(.bookmarks([]))]))
        #expect(try decision.account() == nil)
    }

    @Test("a board is joined, left and shown as it was loaded")
    func board() throws {
        var decision = try DecisionExamples.decision(DecisionExamples.file(1))
        decision.takePart(in: 9, .show)
        #expect(decision.file.changes.isEmpty)
        decision.takePart(in: 9, .join)
        decision.takePart(in: 9, .leave)
        #expect(decision.file.changes == [.joinedBoard(room: 9), .leftBoard(room: 9)])
        let lines = [BoardLine(name: "Ada", days: 3)]
        let known = try DecisionExamples.decision(DecisionExamples.file(1, [.volatile(.board(lines))]))
        #expect(try known.board(of: 9, since: Day(number: 0)) == [.board(lines)])
    }

    @Test("what a page past the last of a search would show is refused, and a guest has nothing to export")
    func writings() throws {
        let none = [LoadedPart.volatile(.found(count: 0, []))]
        let decision = try DecisionExamples.decision(DecisionExamples.file(1, none))
        guard case .info(.found(let page))? = try decision.search("loss", page: 1).first else {
            Issue.record("nothing is found")
            return
        }
        #expect(page.answersFound == 0 && !page.questions.isEmpty)
        let last = Refusal.noPage(9, of: page.pages)
        #expect(refusal { () throws(Pending) in _ = try decision.search("loss", page: 9) } == last)
        let guest = try DecisionExamples.decision(DecisionExamples.guest())
        #expect(refusal { () throws(Pending) in _ = try guest.record() } == .nothingToExport)
    }

    @Test("who speaks keeps the name that the bridge gave last, and that they once wrote in private")
    func heard() {
        let address = Address(bridge: "tg", user: "7", chat: "c")
        let fresh = Identity(new: address.inPrivate).heard(named: "Ada", inPrivate: false)
        #expect(fresh == Identity(bridge: "tg", user: "7", person: 0, name: "Ada"))
        let known = fresh.heard(named: nil, inPrivate: true)
        #expect(known.name == "Ada" && known.isPrivate)
        #expect(known.heard(named: nil, inPrivate: false) == known)
        #expect(Identity(new: address).user == " c")
    }

    @Test("a page of answers has places only where there are such")
    func pages() {
        #expect(
            [1, 2, 3, 0, -1, .max].map { SearchPage.answers(on: $0, of: 12) } == [0..<10, 10..<12]
                + Array(repeating: 0..<0, count: 4))
        #expect(SearchPage.answers(on: 1, of: 0) == 0..<0)
    }
}

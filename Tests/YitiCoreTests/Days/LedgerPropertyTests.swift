import Testing
import YitiCore
import YitiTestKit

/// The rules of a streak once more, by walking back over the days instead of carrying a state.
struct LedgerReference {
    private(set) var kinds: [DayKind] = []
    private(set) var longest = 0
    private var repairs: [Int] = []
    private let days: [SettledDay]
    private let facts: LedgerFacts

    init(_ days: [SettledDay], facts: LedgerFacts) {
        self.days = days
        self.facts = facts
        for index in days.indices {
            kinds.append(days[index].cause.kind)
            if kinds[index] == .missed, freezes > 0 { kinds[index] = .frozen }
            if let missed = repaired(by: index) {
                kinds[missed] = .repaired
                repairs.append(index)
            }
            longest = max(longest, current)
        }
    }

    var current: Int { run.filter { $0 == .answered || $0 == .repaired }.count }

    /// Freezes held at the end of the run, the last day left out when it is missed.
    var freezes: Int {
        var held = 0
        var answered = 0
        for kind in kinds.last == .missed ? run(before: kinds.count - 1) : run {
            answered += kind == .answered ? 1 : 0
            if kind == .answered, answered % 7 == 0 { held = min(2, held + 1) }
            held -= kind == .frozen ? 1 : 0
        }
        return held
    }

    private var run: [DayKind] { run(before: kinds.count) }

    private func run(before end: Int) -> [DayKind] {
        Array(kinds[..<end].reversed().prefix { $0 != .missed }.reversed())
    }

    private func repaired(by index: Int) -> Int? {
        guard case .rated(let count) = days[index].cause, count >= 2,
            repairs.last.map({ index - $0 >= 30 }) ?? true,
            let missed = kinds[..<index].lastIndex(where: { !isNeutral($0) }), kinds[missed] == .missed,
            let before = kinds[..<missed].lastIndex(where: { !isNeutral($0) }), kinds[before] != .missed
        else { return nil }
        let gap =
            facts.calendar.start(of: days[index].day, zones: facts.zones).seconds
            - facts.calendar.end(of: days[missed].day, zones: facts.zones).seconds
        return gap <= 172_800 ? missed : nil
    }

    private func isNeutral(_ kind: DayKind) -> Bool { ![.answered, .repaired, .missed].contains(kind) }
}

@Suite struct LedgerPropertyTests {
    @Test(
        "settling event by event gives what a replay gives, and what walking back over the days gives",
        arguments: 1...(Program.soaks ? 60 : 20))
    func incrementalEqualsReplay(seed: UInt64) throws {
        var life = try LedgerLife(seed: seed)
        for step in 0..<250 {
            life.live()
            let replayed = Ledger.replay(life.facts)
            try #require(life.kept == replayed, "seed \(seed), step \(step)")
            let reference = LedgerReference(replayed, facts: life.facts)
            let numbers = Ledger.numbers(replayed.last)
            try #require(
                Ledger.entries(replayed, facts: life.facts).map(\.kind) == reference.kinds, "seed \(seed), step \(step)"
            )
            try #require(numbers.current == reference.current, "seed \(seed), step \(step)")
            try #require(numbers.longest == reference.longest, "seed \(seed), step \(step)")
            try #require(numbers.freezes == reference.freezes, "seed \(seed), step \(step)")
        }
    }

    @Test("an undo gives exactly what was before", arguments: 1...(Program.soaks ? 40 : 15))
    func undo(seed: UInt64) throws {
        var life = try LedgerLife(seed: seed)
        for step in 0..<120 {
            life.live()
            let (before, after) = life.undoAndRedo()
            try #require(before == after, "seed \(seed), step \(step)")
        }
    }

    @Test("nobody loses a streak on a day they answered, and nothing is out of range", arguments: 1...40)
    func invariants(seed: UInt64) throws {
        var life = try LedgerLife(seed: seed)
        for _ in 0..<300 { life.live() }
        var before = LedgerState()
        for day in life.kept {
            #expect(day.state.run <= day.state.longest && (0...2).contains(day.state.freezes), "seed \(seed)")
            if day.kind == .answered { #expect(day.state.run > before.run, "seed \(seed), \(day.day.text)") }
            if day.kind != .missed { #expect(day.state.run >= before.run, "seed \(seed), \(day.day.text)") }
            before = day.state
        }
    }

    @Test("reads back the state it writes, and nothing else")
    func stateText() throws {
        let days = Ledger.replay(try LedgerExample("aaaaaaa.b.").facts)
        for day in days { #expect(LedgerState(text: day.state.text) == day.state) }
        #expect(LedgerState(text: LedgerState().text) == LedgerState())
        for wrong in [
            "", "1,1,1", "2,1,1,0,,,,", "1,2,2,0,,,,", "1,1,1,3,,,,", "1,1,1,0,x,,,", "1,1,1,0,,5,,", "1,1,1,0,,5,2,1",
        ] {
            #expect(LedgerState(text: wrong) == nil, "\(wrong)")
        }
    }
}

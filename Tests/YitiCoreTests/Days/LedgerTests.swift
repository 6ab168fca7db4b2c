import Testing
import YitiCore

@Suite struct LedgerRuleTests {
    private func expect(
        _ script: String, gives kinds: String, current: Int, longest: Int, freezes: Int,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let example = try LedgerExample(script)
        #expect(example.kinds == kinds.filter { $0 != " " }, sourceLocation: location)
        let numbers = example.numbers
        #expect(numbers.current == current, "current", sourceLocation: location)
        #expect(numbers.longest == longest, "longest", sourceLocation: location)
        #expect(numbers.freezes == freezes, "freezes", sourceLocation: location)
        #expect(numbers.today == (script.last == "a" || script.last == "b"), sourceLocation: location)
    }

    @Test("begins with the first answered day, and is empty without one")
    func begins() throws {
        try expect("..a", gives: "a", current: 1, longest: 1, freezes: 0)
        #expect(try LedgerExample("...").kinds.isEmpty)
        #expect(try LedgerExample("...").numbers == StreakNumbers())
    }

    @Test("leaves today open while nothing is rated, which breaks nothing and counts for nothing")
    func open() throws {
        try expect("aa.", gives: "aao", current: 2, longest: 2, freezes: 0)
        try expect("aa-", gives: "aao", current: 2, longest: 2, freezes: 0)
    }

    @Test("a missed day ends the run, and the longest is kept")
    func missed() throws {
        try expect("aaa.a", gives: "aaama", current: 1, longest: 3, freezes: 0)
        try expect("aaa..", gives: "aaamo", current: 0, longest: 3, freezes: 0)
    }

    @Test("neutral days neither count nor break")
    func neutral() throws {
        try expect("aa--a", gives: "aappa", current: 3, longest: 3, freezes: 0)
    }

    @Test("earns a freeze at each seventh answered day of a run, holds two at most")
    func earnsFreezes() throws {
        try expect("aaaaaa", gives: "aaaaaa", current: 6, longest: 6, freezes: 0)
        try expect("aaaaaaa", gives: "aaaaaaa", current: 7, longest: 7, freezes: 1)
        let days = String(repeating: "a", count: 28)
        try expect(days, gives: days, current: 28, longest: 28, freezes: 2)
        try expect("aaa.aaaa", gives: "aaamaaaa", current: 4, longest: 4, freezes: 0)
    }

    @Test("spends freezes by themselves on missed days, the run goes on without counting them")
    func spendsFreezes() throws {
        try expect("aaaaaaa.a", gives: "aaaaaaafa", current: 8, longest: 8, freezes: 0)
        try expect("aaaaaaa..", gives: "aaaaaaafo", current: 7, longest: 7, freezes: 0)
        try expect("aaaaaaa..a", gives: "aaaaaaafma", current: 1, longest: 7, freezes: 0)
        let fortnight = String(repeating: "a", count: 14)
        try expect(fortnight + "...a", gives: fortnight + "ffma", current: 1, longest: 14, freezes: 0)
        try expect(
            fortnight + ".aaaaaaa", gives: fortnight + "faaaaaaa", current: 21, longest: 21, freezes: 2)
    }

    @Test("two rated answers the day after a missed day repair it, one does not")
    func repairs() throws {
        try expect("aaa.b", gives: "aaara", current: 5, longest: 5, freezes: 0)
        try expect("aaa.a", gives: "aaama", current: 1, longest: 3, freezes: 0)
    }

    @Test("a repaired day counts for the run and not for the next freeze")
    func repairedDayEarnsNothing() throws {
        // Three answered days, the repaired one, then the fourth answered day and on: the seventh earns.
        try expect("aaa.baa", gives: "aaaraaa", current: 7, longest: 7, freezes: 0)
        try expect("aaa.baaa", gives: "aaaraaaa", current: 8, longest: 8, freezes: 1)
    }

    @Test("repairs over neutral days, from a day that begins within 48 hours of the missed day's end")
    func repairsOverNeutralDays() throws {
        try expect("aaa.-b", gives: "aaarpa", current: 5, longest: 5, freezes: 0)
        try expect("aa-.-b", gives: "aaprpa", current: 4, longest: 4, freezes: 0)
        // The Monday after a missed Friday begins 48 hours after its end, to the second.
        try expect("aaa.--b", gives: "aaarppa", current: 5, longest: 5, freezes: 0)
        try expect("aaa.---b", gives: "aaampppa", current: 1, longest: 3, freezes: 0)
    }

    @Test("counts the 48 hours in hours: a weekend that the clocks make longer is too long")
    func repairAcrossClockChange() throws {
        // 2026-10-25 in Berlin has 25 hours, 2026-03-29 has 23.
        for (missed, kinds) in [("2026-10-23", "ampp" + "a"), ("2026-03-27", "arpp" + "a")] {
            var example = try LedgerExample("a", zone: "Europe/Berlin")
            let day = try DayExamples.day(missed)
            example.facts.ratedAnswers = [day.advanced(byDays: -1): 1, day.advanced(byDays: 3): 2]
            example.facts.pauses = [(day.advanced(byDays: 1), day.advanced(byDays: 3))]
            example.facts.today = day.advanced(byDays: 3)
            #expect(example.kinds == kinds, "\(missed)")
        }
    }

    @Test("repairs a single missed day only, with no other answered day between")
    func repairsOnlySingleDays() throws {
        try expect("aaa..b", gives: "aaamma", current: 1, longest: 3, freezes: 0)
        try expect("aaa.-.b", gives: "aaampma", current: 1, longest: 3, freezes: 0)
        try expect("aaa.ab", gives: "aaamaa", current: 2, longest: 3, freezes: 0)
        try expect("aaa.a.b", gives: "aaamara", current: 3, longest: 3, freezes: 0)
        // The freeze makes the first day neutral; the second is the single missed one.
        try expect("aaaaaaa..b", gives: "aaaaaaafra", current: 9, longest: 9, freezes: 0)
    }

    @Test("repairs once in 30 days")
    func repairsOnceInThirtyDays() throws {
        let apart = { (days: Int) in "a.b" + String(repeating: "-", count: days - 3) + "a.b" }
        #expect(try LedgerExample(apart(29)).kinds.hasSuffix("ama"))
        #expect(try LedgerExample(apart(30)).kinds.hasSuffix("ara"))
    }

    @Test("a repair restores what a freeze would have needed, and earns the freeze of the seventh answered day")
    func repairEarns() throws {
        try expect("aaaaaa.b", gives: "aaaaaara", current: 8, longest: 8, freezes: 1)
        try expect("aaaaaa.b.", gives: "aaaaaarao", current: 8, longest: 8, freezes: 1)
    }

    @Test("says the missed day that two answers would repair today, and none when it is too late")
    func saysWhatIsRepairable() throws {
        let example = try LedgerExample("aaa.-.")
        let days = Ledger.replay(example.facts)
        let missed = LedgerExample.firstDay.advanced(byDays: 3)
        #expect(Ledger.repairable(on: example.facts.today, after: days[4].state, facts: example.facts) == missed)
        let later = example.facts.today.advanced(byDays: 1)
        #expect(Ledger.repairable(on: later, after: days[5].state, facts: example.facts) == missed)
        let tooLate = example.facts.today.advanced(byDays: 2)
        #expect(Ledger.repairable(on: tooLate, after: days[5].state, facts: example.facts) == nil)
    }
}

import Testing

@testable import YitiCore

@Suite struct GainTests {
    private func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-12 }

    @Test("reckons recall and expected gain of seen questions as an independent program does")
    func seen() {
        let rows: [(stability: Double, difficulty: Double, elapsed: Int, ahead: Int, recall: Double, gain: Double)] = [
            (2.3065, 2.118103970459015, 5, 30, 0.8388614268145294, 0.15829842055352183),
            (8.2956, 1, 20, 12, 0.8294077533692037, 0.14400112980527946),
            (0.212, 6.4133, 1, 30, 0.7661957302284143, 0.1289577898555508),
            (120, 3.5, 400, 1, 0.7995068598704307, 0.19488093969667875),
            (2.3065, 2.118103970459015, 0, 30, 1, 0.007541758398711185),
            (0.212, 6.4133, 0, 7, 1, 0.017511494766923374),
        ]
        for row in rows {
            let state = MemoryState(stability: row.stability, difficulty: row.difficulty)
            let (recall, gain) = FSRS6.standard.gain(
                ReviewProspect(.standard, state, elapsedDays: row.elapsed, ahead: row.ahead))
            #expect(isClose(recall, row.recall), "\(row)")
            #expect(isClose(gain, row.gain), "\(row)")
        }
    }

    @Test("a review on a later day gains what it gains on that day")
    func later() {
        let model = FSRS6(calibration: Calibration(factor: 1.3, exponent: 0.2, lasting: 4))
        for (stability, difficulty) in [(0.212, 6.4), (8.3, 1), (120, 9.5)] {
            for (elapsed, days) in [(0, 1), (5, 14), (40, 29)] {
                let state = MemoryState(stability: stability, difficulty: difficulty)
                let prospect = { (elapsed: Int, ahead: Int) in
                    ReviewProspect(model, state, elapsedDays: elapsed, ahead: ahead, isLasting: true)
                }
                let waited = model.gain(prospect(elapsed, 30), waiting: days)
                let then = model.gain(prospect(elapsed + days, 30 - days))
                #expect(isClose(waited.gain, then.gain) && waited.recall == then.recall)
            }
        }
    }

    @Test("reckons the expected gain of new questions from what the person passes at once")
    func new() {
        let rows: [(answers: Int, passes: Int, ahead: Int, gain: Double)] = [
            (0, 0, 30, 0.386809897031456), (10, 7, 30, 0.3334356407367543), (40, 36, 30, 0.25871168192417193),
            (0, 0, 1, 0.59633701115989), (200, 30, 90, 0.3638578868954252),
        ]
        for row in rows {
            let chance = Horizon.passChance(answers: row.answers, passes: row.passes)
            let gain = FSRS6.standard.gain(introducingWithPassChance: chance, ahead: row.ahead)
            #expect(isClose(gain, row.gain), "\(row)")
        }
    }

    @Test("the stabilities after every rating at once are those after each")
    func stabilities() {
        let model = FSRS6.standard
        for stability in [0.001, 0.212, 2.5, 40, 9_000] {
            for difficulty in [1, 4.5, 10.0] {
                for elapsed in [0, 1, 7, 500] {
                    let state = MemoryState(stability: stability, difficulty: difficulty)
                    let all = model.stabilities(
                        after: state, model.reviewTerms(state), elapsedDays: elapsed,
                        recall: model.recall(state, elapsedDays: elapsed))
                    let each = Rating.allCases.map { model.after($0, state, elapsedDays: elapsed).stability }
                    #expect([all.again, all.hard, all.good, all.easy] == each)
                }
            }
        }
    }

    @Test("looks ahead to the interview, at least to tomorrow; 30 days when there is none or it has passed")
    func horizon() {
        let today = ChoiceExamples.today
        let ahead = { (interview: Int?) in
            PickRequest(person: 1, today: today, interview: interview.map { today.advanced(byDays: $0) }).horizon
                .days(since: today)
        }
        #expect([nil, -1, 0, 1, 12, 400].map(ahead) == [30, 30, 1, 1, 12, 400])
    }
}

import Foundation
import Testing
import YitiCore

/// py-fsrs 6.3.2's own answers, from `Fixtures/fsrs-reference.json`.
struct Reference {
    struct Review {
        var rating: Rating
        var seconds: Int
        var recallBefore: Double?
        var memory: MemoryState
        var dueSeconds: Int
    }

    struct History {
        var weights: [Double]
        var reviews: [Review]
        var finalRecall: [Double]
    }

    var histories: [History]
    var finalProbes: [Int]
    var intervals: [(weight: Double, retention: Double, rows: [[Double]])]

    init() throws {
        let url = try #require(
            Bundle.module.url(forResource: "fsrs-reference", withExtension: "json", subdirectory: "Fixtures"))
        let root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
        let sets = try #require(root["parameter_sets"] as? [[Double]])
        finalProbes = try #require(root["final_probes_s"] as? [Int])
        histories = try #require(root["histories"] as? [[String: Any]]).map { try Self.history($0, sets: sets) }
        intervals = try #require(root["intervals"] as? [[Any]]).map {
            (try #require($0[0] as? Double), try #require($0[1] as? Double), try #require($0[2] as? [[Double]]))
        }
    }

    private static func history(_ value: [String: Any], sets: [[Double]]) throws -> History {
        let rows = try #require(value["reviews"] as? [[Any]])
        let set = try #require(value["w"] as? Int)
        return History(
            weights: sets[set], reviews: try rows.map(review), finalRecall: try #require(value["final_R"] as? [Double]))
    }

    private static func review(_ row: [Any]) throws -> Review {
        let configurations = try #require(row[6] as? [[Int]])
        let due = try #require(configurations.first)
        let grade = try #require(row[0] as? Int)
        return Review(
            rating: try #require(Rating(rawValue: grade)), seconds: try #require(row[1] as? Int),
            recallBefore: row[2] as? Double,
            memory: MemoryState(
                stability: try #require(row[3] as? Double), difficulty: try #require(row[4] as? Double)),
            dueSeconds: due[2])
    }
}

@Suite struct MemoryModelTests {
    private func isClose(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-12 * max(abs(left), abs(right))
    }

    @Test("gives py-fsrs's stability, difficulty, recall and due date for every review of the reference to 1e-12")
    func agreesWithReference() throws {
        let reference = try Reference()
        #expect(reference.histories.count == 248)
        var reviews = 0
        for history in reference.histories {
            let model = FSRS6(weights: history.weights)
            var state: MemoryState?
            var before = 0
            for review in history.reviews {
                let days = Int((Double(review.seconds - before) / 86_400).rounded(.down))
                if let known = state {
                    #expect(isClose(model.recall(known, elapsedDays: days), review.recallBefore ?? -1))
                    state = model.after(review.rating, known, elapsedDays: days)
                } else {
                    #expect(review.recallBefore == nil)
                    state = model.first(review.rating)
                }
                let reached = try #require(state)
                #expect(isClose(reached.stability, review.memory.stability))
                #expect(isClose(reached.difficulty, review.memory.difficulty))
                #expect(model.interval(stability: reached.stability) * 86_400 == review.dueSeconds)
                before = review.seconds
                reviews += 1
            }
            let last = try #require(state)
            for (probe, recall) in zip(reference.finalProbes, history.finalRecall) {
                #expect(isClose(model.recall(last, elapsedDays: probe / 86_400), recall))
            }
        }
        #expect(reviews == 2446)
    }

    @Test("rounds intervals half to even and clamps them, for every decay and retention of the reference")
    func intervals() throws {
        for group in try Reference().intervals {
            var weights = FSRS6.defaultWeights
            weights[20] = group.weight
            let model = FSRS6(weights: weights, desiredRetention: group.retention)
            for row in group.rows { #expect(model.interval(stability: row[0]) == Int(row[1])) }
        }
    }

    @Test("counts an earlier day as the same day")
    func negativeGap() {
        let state = FSRS6.standard.first(.good)
        let same = FSRS6.standard.after(.good, state, elapsedDays: 0)
        #expect(FSRS6.standard.after(.good, state, elapsedDays: -3) == same)
    }

    @Test("a card replayed from its answers equals the card reviewed one by one")
    func replay() {
        let answers: [(rating: Rating, day: Day)] = [
            (.good, Day(number: 10)), (.again, Day(number: 13)), (.hard, Day(number: 13)),
        ]
        var card = Card(question: "loss-01")
        for answer in answers { card = card.reviewed(answer.rating, on: answer.day, model: .standard) }
        #expect(Card(question: "loss-01").replayed(answers, model: .standard) == card)
        #expect(card.reviews == 3)
        #expect(card.lapses == 1)
        #expect(card.firstRating == .good)
    }
}

import Foundation
internal import Synchronization
package import YitiCore

/// One row: how people fare in a cell under a truth, by every rule.
package struct LearningRow: Sendable {
    package var truth: LearningTruth
    package var cell: LearningCell
    package var outcomes: [LearningRule: [LearningOutcome]]

    /// The best simple rule, picked on the first half of the people.
    package var best: LearningRule {
        let half = (outcomes[.yiti]?.count ?? 0) / 2
        return LearningRule.simple.max { mean($0, half) < mean($1, half) } ?? .newFirst
    }

    private func mean(_ rule: LearningRule, _ count: Int) -> Double {
        (outcomes[rule] ?? []).prefix(count).reduce(0) { $0 + $1.recall }
    }

    /// By how much Yiti is ahead of ``best`` on the second half of the people, and the standard error of that.
    package var lead: (mean: Double, error: Double) {
        let (own, other) = (outcomes[.yiti] ?? [], outcomes[best] ?? [])
        let leads = zip(own, other).map { $0.recall - $1.recall }.dropFirst(own.count / 2)
        guard leads.count > 1 else { return (0, 0) }
        let mean = leads.reduce(0, +) / Double(leads.count)
        let squares = leads.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(leads.count - 1) / Double(leads.count)).squareRoot())
    }

    /// The part of people of whom what readiness said of the last day was true, by when it was asked; empty when nobody was.
    package var coverage: [Double] {
        let people = (outcomes[.yiti] ?? []).map(\.readiness)
        guard let count = people.map(\.count).min(), !people.isEmpty else { return [] }
        return (0..<count).map { time in
            let held = people.count { ($0[time].low...$0[time].high).contains($0[time].truth) }
            return Double(held) / Double(people.count)
        }
    }
}

/// Simulates people, each with each rule, on all processors.
package enum LearningTable {
    /// People numbered from 1 on, which are their seeds, in a cell under a truth.
    package static func row(
        _ truth: LearningTruth, _ cell: LearningCell, _ bank: Bank, people: Int,
        rules: [LearningRule] = LearningRule.allCases,
        keepsCurves: Bool = false
    ) -> LearningRow {
        let picker = Picker(bank: bank, model: .standard)
        let found = Mutex<[LearningRule: [Int: LearningOutcome]]>([:])
        let deployments = (people + LearningDeployment.size - 1) / LearningDeployment.size
        DispatchQueue.concurrentPerform(iterations: deployments * rules.count) { work in
            let (number, rule) = (work / rules.count, rules[work % rules.count])
            let members = (number * LearningDeployment.size..<people).prefix(LearningDeployment.size)
            var deployment = LearningDeployment(
                members.map { LearningRun(truth, rule, cell, picker, seed: UInt64($0 + 1)) })
            let outcomes = deployment.outcomes(days: cell.days, keepsCurves: keepsCurves)
            found.withLock { found in
                for (member, outcome) in zip(members, outcomes) { found[rule, default: [:]][member] = outcome }
            }
        }
        let outcomes = found.withLock { $0 }.mapValues { byNumber in (0..<people).compactMap { byNumber[$0] } }
        return LearningRow(truth: truth, cell: cell, outcomes: outcomes)
    }
}

import Foundation
package import YitiCore

/// Writes docs/learning.md and its plots.
package struct LearningReport {
    private let bank: Bank
    private let people: Int

    /// A report of so many people a cell.
    package init(bank: Bank, people: Int) {
        self.bank = bank
        self.people = people
    }

    /// Simulates everything and writes it into a folder; `say` is told what is done. Throws when a file can't be written.
    package func write(into folder: String, say: (String) -> Void) throws {
        var pages: [String] = []
        for truth in LearningTruth.allCases {
            let rows = LearningCell.all.map { cell in
                let row = LearningTable.row(truth, cell, bank, people: people)
                say("\(truth.rawValue) \(cell.name): \(Self.signed(row.lead.mean)) ± \(Self.digits(row.lead.error))")
                return row
            }
            pages.append(Self.section(truth, rows))
            let shown = LearningTable.row(
                truth, LearningCell(days: 60, answersADay: 5), bank, people: min(people, 100), keepsCurves: true)
            try LearningPlot(shown).svg.write(
                toFile: "\(folder)/learning-\(truth.rawValue).svg", atomically: true, encoding: .utf8)
        }
        let page =
            ([LearningWords.head(people: people, questions: bank.questions.count)] + pages + [LearningWords.limits])
            .joined(separator: "\n")
        try page.write(toFile: "\(folder)/learning.md", atomically: true, encoding: .utf8)
    }

    private static func section(_ truth: LearningTruth, _ rows: [LearningRow]) -> String {
        let leads = rows.map(\.lead.mean)
        let meanLead = leads.reduce(0, +) / Double(max(1, leads.count))
        let rules = LearningRule.allCases
        var lines = ["## \(LearningWords.name(truth))", ""]
        lines.append(
            "| days × a day | " + rules.map(\.rawValue).joined(separator: " | ")
                + " | seen by Yiti | best simple | lead | readiness held |")
        lines.append("|" + String(repeating: " --- |", count: rules.count + 5))
        for row in rows {
            let cells = rules.map { rule in digits(mean(of: row.outcomes[rule] ?? [], \.recall)) }
            let seen = mean(of: row.outcomes[.yiti] ?? [], \.seen)
            lines.append(
                "| \(row.cell.name) | " + cells.joined(separator: " | ")
                    + " | \(percent(seen)) | \(row.best.rawValue) | \(signed(row.lead.mean)) ± \(digits(row.lead.error)) | "
                    + "\(row.coverage.map(percent).joined(separator: ", ")) |")
        }
        lines += [
            "", "Mean lead \(signed(meanLead)); the worst cell \(signed(leads.min() ?? 0)).", "",
            "![Recall over 60 days of 5 answers](learning-\(truth.rawValue).svg)", "",
        ]
        return lines.joined(separator: "\n")
    }

    private static func mean(of outcomes: [LearningOutcome], _ part: (LearningOutcome) -> Double) -> Double {
        outcomes.reduce(0) { $0 + part($1) } / Double(max(1, outcomes.count))
    }

    static func digits(_ number: Double) -> String { String(format: "%.4f", number) }
    static func signed(_ number: Double) -> String { String(format: "%+.4f", number) }
    static func percent(_ part: Double) -> String { String(format: "%.0f %%", part * 100) }
}

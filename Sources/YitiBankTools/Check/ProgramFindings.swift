package import YitiCore

/// What became of a Python program that was run.
package enum PythonOutcome: Hashable, Sendable {
    case passed
    /// It ended with an error; what it wrote to its standard error.
    case failed(String)
    /// It was stopped after so many seconds.
    case tooSlow(seconds: Int)
    /// It was not run: there is no `python3` here.
    case noPython
}

/// What running a bank's programs brought up: findings about the bank, and notes about this machine.
package struct ProgramFindings: Hashable, Sendable {
    /// One for each program that fails.
    package var findings: [Finding] = []
    /// Why programs were not run: no fault of the bank.
    package var notes: [String] = []

    /// Nothing was run.
    package init() {}

    /// The findings of these programs from what became of them, one outcome a program.
    package init(_ outcomes: [PythonOutcome], of blocks: [PythonBlock]) {
        var withoutNumPy = 0
        for (outcome, block) in zip(outcomes, blocks) {
            if case .failed(let output) = outcome, output.contains("No module named 'numpy'") {
                withoutNumPy += 1
            } else {
                findings += block.finding(outcome).map { [$0] } ?? []
            }
        }
        if outcomes.contains(.noPython) { notes.append("no python3 here: \(Self.programs(blocks.count)) not run") }
        if withoutNumPy > 0 { notes.append("python3 has no numpy here: \(Self.programs(withoutNumPy)) not run") }
    }

    private static func programs(_ count: Int) -> String { count == 1 ? "1 program" : "\(count) programs" }
}

extension PythonBlock {
    /// The finding for what became of the program; nil when it passed or was not run.
    func finding(_ outcome: PythonOutcome) -> Finding? {
        switch outcome {
        case .passed, .noPython: nil
        case .tooSlow(let seconds): finding(at: 1, "was stopped after \(seconds) seconds")
        case .failed(let output): finding(at: Self.failingLine(output) ?? 1, "fails: \(Self.lastLine(output))")
        }
    }

    private func finding(at lineOfProgram: Int, _ what: String) -> Finding {
        Finding(
            file: file, line: line &+ lineOfProgram &- 1, severity: .incomplete,
            message: "\(question): the Python program \(what)")
    }

    private static func lastLine(_ output: String) -> String {
        let last = output.split(whereSeparator: \.isNewline).last.map { String($0).trimmingSpaces() } ?? ""
        let seen = String(String.UnicodeScalarView(last.unicodeScalars.filter { !$0.isUnseen }))
        return seen.isEmpty ? "it ended with an error and said nothing" : seen.truncated(toColumns: 200)
    }

    /// The line of the program in the innermost frame of a traceback (`File "<string>", line 12`).
    private static func failingLine(_ output: String) -> Int? {
        let mark = "File \"<string>\", line "
        let numbers = output.split(whereSeparator: \.isNewline).compactMap { line -> Int? in
            guard let range = line.firstRange(of: mark) else { return nil }
            return Int(line[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
        }
        return numbers.last
    }
}

import Foundation
import Testing
import YitiTestKit

extension Processes {
    @Suite struct ShippedBankTests {
        @Test("the shipped bank is complete, and every program in it passes when it is run")
        func isComplete() throws {
            let check = try Program.run(["bank", "check", Program.shippedBank])
            #expect(check.status == 0, "\(check)")
            #expect(check.output.contains("295"), "\(check)")
        }

        /// The check of a copy of the shipped bank in which one thing stands for another in a file.
        private func check(
            _ file: String, _ old: String, _ new: String, options: [String] = ["--skip-programs"]
        ) throws -> Program.Outcome {
            let copy = try Scratch()
            for name in try FileManager.default.contentsOfDirectory(atPath: Program.shippedBank) {
                try FileManager.default.copyItem(atPath: "\(Program.shippedBank)/\(name)", toPath: copy.file(name))
            }
            let text = try String(contentsOfFile: copy.file(file), encoding: .utf8)
            let place = try #require(text.range(of: old), "\(file) has no \(old)")
            try text.replacingCharacters(in: place, with: new).write(
                toFile: copy.file(file), atomically: true, encoding: .utf8)
            return try Program.run(["bank", "check", copy.path] + options)
        }

        @Test("a program whose assertion fails, an unknown relation or a line of LaTeX makes the check fail")
        func isStrict() throws {
            let failing = try check("01-loss.md", "\nassert ", "\nassert not ", options: [])
            #expect(failing.status == 1 && failing.output.contains("01-loss.md:"), "\(failing)")
            let unknown = try check("01-loss.md", "related: ", "related: loss-99, ")
            #expect(unknown.status == 1 && unknown.output.contains("loss-99"), "\(unknown)")
            let latex = try check("01-loss.md", "### 参考答案\n", "### 参考答案\n损失是 $\\frac{1}{n}$。\n")
            #expect(latex.status == 1 && latex.output.contains("01-loss.md:"), "\(latex)")
        }
    }
}

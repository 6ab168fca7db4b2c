import Foundation
import Testing
import YitiTestKit

extension Processes {
    /// `yiti bank check` as a command, with the programs in the bank run.
    @Suite struct BankCheckTests {
        private func check(program: String, in folder: Scratch) throws -> Program.Outcome {
            try folder.write(BankExamples.page(replacing: "assert 1 + 1 == 2", by: program), to: "01-loss.md")
            return try Program.run(["bank", "check", folder.path])
        }

        @Test("finds nothing in a bank whose programs reach their ends")
        func passes() throws {
            let outcome = try check(
                program: "import sys\nassert __name__ == '__main__' and len(sys.argv) == 1", in: Scratch())
            #expect(outcome.status == 0, "\(outcome)")
        }

        @Test(
            "a program has not passed that ends early or fails, and the line is named",
            arguments: [
                (
                    "import sys\nsys.exit(0)\nassert False",
                    "34: incomplete: loss-01: the Python program fails: it ends before"
                ),
                ("x = 1\nassert x == 2", "36: incomplete: loss-01: the Python program fails: AssertionError"),
                ("assert (", "35: incomplete: loss-01: the Python program fails: SyntaxError"),
            ])
        func fails(program: String, finding: String) throws {
            let outcome = try check(program: program, in: Scratch())
            #expect(outcome.status == 1 && outcome.output.contains("01-loss.md:" + finding), "\(outcome)")
        }

        @Test("a program ends with the check that runs it")
        func leavesNoOrphan() throws {
            let (folder, scratch) = (try Scratch(), try Scratch())
            let program = """
                import os, signal, time
                open("\(scratch.file("pid"))", "w").write(str(os.getpid()))
                os.kill(os.getppid(), signal.SIGKILL)
                while True: time.sleep(1)
                assert True
                """
            #expect(try check(program: program, in: folder).status == 128 + SIGKILL)
            let process = try #require(pid_t(String(contentsOfFile: scratch.file("pid"), encoding: .utf8)))
            defer { kill(process, SIGKILL) }
            try wait { ((try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? "").isEmpty }
        }
    }
}

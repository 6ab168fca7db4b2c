import Testing
import YitiTestKit

extension Processes {
    /// What becomes of a command whose output goes nowhere.
    @Suite struct OutputTests {
        private static let commands = [
            ["token", "list"], ["token", "create", "other"], ["check-config"], ["bank", "check", Program.shippedBank],
            ["bank", "export", Program.shippedBank, "--format", "json"], ["--version"], ["serve", "--help"],
            ["serve", "--sandbox", "--port", "0", "--bank", Program.shippedBank],
        ]

        @Test("fails and says so where standard output can't be written", arguments: commands)
        func full(_ arguments: [String]) throws {
            let data = try Scratch()
            _ = try Service.token("tests", data)
            let environment = ["YITI_DATA": data.path, "YITI_BANK": Program.shippedBank]
            let outcome = try Program.run(arguments, environment: environment, redirected: ">/dev/full")
            #expect(outcome.status == 1 && outcome.errors.contains("standard output can't be written"), "\(outcome)")
        }

        @Test("fails where there is no standard output, and writes into no file that was opened since")
        func closed() throws {
            let data = try Scratch()
            _ = try Service.token("tests", data)
            let outcome = try Program.run(["token", "list", "--data", data.path], redirected: ">&-")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(try Program.run(["token", "list", "--data", data.path]).output.contains("tests"))
        }

        @Test("complains to nobody where standard error can't be written, and ends as it would have")
        func noErrors() throws {
            #expect(try Program.run(["token", "list", "--data", "/nowhere"], redirected: "2>/dev/full").status == 1)
        }

        @Test("serves on where nobody reads its standard output")
        func noReader() throws {
            let folder = try Scratch()
            let bank = try SmallBank.usual.folder()
            let port = try FreePort.find()
            let shell = try #require(Tool("sh"))
            let command = "exec \(Program.path) serve --port \(port) --data \(folder.path) --bank \(bank.path) >&-"
            let server = try shell.start(["-c", command], folder: folder)
            try wait { (try? LineClient(port: port).ask("/whoami").isDone) ?? false }
            withExtendedLifetime(server) {}
        }
    }
}

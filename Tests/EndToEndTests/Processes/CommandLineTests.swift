import Foundation
import Testing
import YitiTestKit

extension Processes {
    @Suite struct CommandLineTests {
        private func run(_ service: Service, _ arguments: String...) throws -> Program.Outcome {
            try Program.run(arguments + ["--data", service.data.path])
        }

        @Test("makes, lists and revokes tokens on a running server")
        func tokens() throws {
            let service = try Service()
            let made = try run(service, "token", "create", "telegram")
            #expect(made.status == 0)
            let token = made.output.filter { !$0.isWhitespace }
            #expect(made.output == token + "\n" && token.count >= 22)
            #expect(
                try BridgeClient(port: service.server.port, token: token, bridge: "telegram").cmd("u", "/next").isOK)
            #expect(throws: KitFailure.self) {
                _ = try BridgeClient(port: service.server.port, token: token, bridge: "tests")
            }
            let list = try run(service, "token", "list")
            #expect(list.status == 0 && list.output.contains("telegram") && !list.output.contains(token))
            #expect(try run(service, "token", "revoke", "telegram").status == 0)
            #expect(throws: KitFailure.self) {
                _ = try BridgeClient(port: service.server.port, token: token, bridge: "telegram")
            }
            #expect(try run(service, "token", "revoke", "telegram").status != 0)
        }

        @Test(
            "says how a server is, and with another exit code that none is running; looking makes and changes nothing")
        func health() throws {
            let service = try Service()
            let running = try run(service, "health")
            #expect(running.status == 0 && running.output.contains("status\tok\n"), "\(running)")
            service.server.kill()
            _ = try service.server.waitForExit()
            let file = service.data.file("yiti.sqlite")
            let before = Scratch.text(of: file)
            let alone = try run(service, "health")
            #expect(alone.status == 69 && alone.output.hasPrefix("status\tno server is running\n"), "\(alone)")
            #expect(try run(service, "token", "list").output.contains("tests"))
            #expect(try run(service, "user", "list").status == 0)
            #expect(Scratch.text(of: file) == before)
            let empty = try Scratch()
            try empty.write("", to: "yiti.sqlite")
            let emptied = try Program.run(["health", "--data", empty.path])
            #expect(emptied.status == 1 && emptied.errors.contains("is empty"), "\(emptied)")
            #expect(try Program.run(["token", "create", "a", "--data", empty.path]).status == 1)
            #expect(Scratch.text(of: empty.file("yiti.sqlite")).isEmpty)
        }

        @Test("does not start with a folder for copies that check-config refuses")
        func backupFolder() throws {
            let data = try Scratch()
            try data.write("", to: "copies")
            let outcome = try Program.run(
                ["serve", "--port", "0", "--data", data.path, "--bank", Program.shippedBank],
                environment: ["YITI_BACKUP_DIRECTORY": data.file("copies")])
            #expect(outcome.status == 1 && outcome.errors.contains("copies is no folder"), "\(outcome)")
        }

        @Test("does the same with no server running")
        func tokensAlone() throws {
            let data = try Scratch()
            let token = try Service.token("signal", data)
            let server = try ServerProcess.real(data: data)
            #expect(try BridgeClient(port: server.port, token: token, bridge: "signal").cmd("u", "/next").isOK)
        }

        @Test(
            "says in a sentence what it can't read, write or listen on",
            arguments: [
                (["user", "chart", "1", "/nowhere/a.svg"], 1, "/nowhere/a.svg: there is no such file or folder"),
                (["user", "chart", "1", "/etc"], 64, "/etc is a folder: name a file to write"),
                (["user", "chart", "1", ""], 64, "name the file to write"),
                (["backup", ""], 64, "name the file to write"),
                (["serve", "--sandbox"], 64, "--data is not for --sandbox"),
                (["restore", "/etc"], 1, "/etc is a folder, and no backup"),
                (["serve", "--port", "70000"], 64, "a port is 0 to 65535"),
                (["serve", "--sandbox", "--bridge", "a b"], 64, "letters, digits, dots, hyphens and underscores"),
                (["serve", "--port", "PORT"], 1, "listeners[0] can't listen on 127.0.0.1:PORT: the port is taken"),
            ])
        func sentences(arguments: [String], status: Int, sentence: String) throws {
            let service = try Service()
            try service.bridge().answer("u", rating: 3)
            let port = String(service.server.port)
            let filled = { (text: String) in text.replacingOccurrences(of: "PORT", with: port) }
            let other = try Scratch()
            let data = arguments[0] == "user" ? service.data.path : other.path
            let outcome = try Program.run(
                arguments.map(filled) + ["--data", data], environment: ["YITI_BANK": Program.shippedBank])
            #expect(outcome.status == status && outcome.errors.contains(filled(sentence)), "\(outcome)")
            #expect(!outcome.errors.contains("NSCocoaErrorDomain"))
        }

        @Test(
            "says what is missing from an argument",
            arguments: [
                (["serve", "--sandbox", "--at", "0001-01-01T00:00:00Z"], "--at is of the years 1970 to 2999"),
                (["serve", "--sandbox", "--at", "9999-12-31T23:59:59Z"], "--at is of the years 1970 to 2999"),
                (["serve", "--sandbox", "--at", "tomorrow"], "expected an instant"),
                (["bench", "--scenario", "next", "--people", "\(Int.max)"], "--people must be between 1 and"),
                (["bench", "--scenario", "next", "--rate", "1e-300"], "--rate must be 0, or between"),
                (["learning", "--people", "0"], "--people must be between 4 and"),
                (["send", ""], "there is nothing to send"), (["send", "a\nb"], "the text must be one line"),
                (
                    ["bench", "--scenario", "next", "--folder", "FOLDER/none"],
                    "--folder must be a folder that is there"
                ),
            ])
        func missing(arguments: [String], sentence: String) throws {
            let folder = try Scratch()
            let outcome = try Program.run(arguments.map { $0.replacingOccurrences(of: "FOLDER", with: folder.path) })
            #expect(outcome.status == 64 && outcome.errors.contains(sentence), "\(outcome)")
            #expect(folder.names.isEmpty)
        }

        @Test("a sandbox whose port for the page is taken says so, and nothing of what would be ready")
        func takenPage() throws {
            let service = try Service()
            let outcome = try Program.run([
                "serve", "--sandbox", "--port", "0", "--http-port", "\(service.server.port)", "--bank",
                Program.shippedBank,
            ])
            #expect(outcome.status == 1 && outcome.output.isEmpty, "\(outcome)")
            #expect(outcome.errors.contains("the port is taken"), "\(outcome)")
        }

        @Test("sends one line and prints the reply")
        func send() throws {
            let server = try Servers.standingStill()
            let reply = try Program.run(["send", "/next", "--port", "\(server.port)"])
            #expect(reply.status == 0)
            #expect(reply.output.split(separator: "\n").last?.hasPrefix("+ ") == true)
            let refused = try Program.run(["send", "/nexxt", "--port", "\(server.port)"])
            #expect(refused.output.hasPrefix("! unknown_command: "))
            #expect(refused.status != 0)
        }

        @Test("copies the database of a running server into a file that can be served")
        func backup() throws {
            let service = try Service()
            try service.bridge().answer("u", rating: 3, "worth keeping")
            let folder = try Scratch()
            let copy = folder.file("copy.sqlite")
            let made = try run(service, "backup", copy)
            #expect(made.status == 0, "\(made)")
            #expect(try run(service, "backup", copy).status != 0)
            try service.bridge().answer("u", rating: 3, "after the copy")
            let other = try Scratch()
            let restored = try Program.run(["restore", copy, "--data", other.path])
            #expect(restored.status == 0, "\(restored)")
            #expect(try Program.run(["restore", copy, "--data", other.path]).status != 0)
            let server = try ServerProcess.real(data: other)
            let client = try BridgeClient(port: server.port, token: service.token, bridge: "tests")
            let answers = try client.run("u", "/history").data("history")["answers"]
            #expect(answers.array?.map { $0["text"] } == ["worth keeping"])
        }

        @Test("lists, exports, verifies and forgets people on a running server")
        func users() throws {
            let service = try Service()
            let client = try service.bridge()
            try client.answer("u-one", rating: 3, "the words of one")
            try client.answer("u-two", rating: 1, "the words of two")
            let list = try run(service, "user", "list")
            #expect(
                list.output.contains("u-one") && list.output.contains("u-two") && !list.output.contains("the words"))
            let export = try run(service, "user", "export", "tests:u-one")
            #expect(export.status == 0 && export.output.contains("the words of one"))
            #expect(!export.output.contains("the words of two"))
            #expect(try JSON(Array(export.output.utf8)).object != nil)
            #expect(try run(service, "user", "verify").status == 0)
            #expect(try run(service, "user", "forget", "tests:u-one").status == 0)
            #expect(try client.run("u-one", "/history").data("history")["answers"] == [])
            #expect(try client.run("u-two", "/history").data("history")["answers"].array?.count == 1)
            #expect(try run(service, "user", "export", "tests:nobody").status != 0)
        }

        @Test("shows the operator what people report, on a running server")
        func reports() throws {
            let service = try Service()
            let client = try service.bridge()
            try client.run("u", "/report 第二点的符号反了")
            let list = try run(service, "report", "list")
            #expect(list.status == 0 && list.output.hasPrefix("1\t") && list.output.contains("\t第二点的符号反了"))
            #expect(try run(service, "report", "done", "1").status == 0)
            #expect(try run(service, "report", "list").output.isEmpty)
            #expect(try run(service, "report", "done", "1").status == 1)
        }

        @Test("accepts the clock, checks a configuration")
        func checks() throws {
            let service = try Service()
            #expect(try run(service, "clock", "accept").status == 0)
            let folder = try Scratch()
            let bank = "bank: \(Program.shippedBank)\n"
            let verdict = { (listener: String) in
                try folder.write(bank + "listeners:\n  - port: 0\n    " + listener + "\n", to: "c.yaml")
                return try Program.run(["check-config", "--config", folder.file("c.yaml")]).status
            }
            #expect(try verdict("address: 127.0.0.1") == 0)
            #expect(try verdict("adress: 127.0.0.1") != 0)
            #expect(try verdict("address: 0.0.0.0") != 0)
            #expect(try verdict("address: 0.0.0.0\n    insecure: true") == 0)
        }

        @Test("keeps the database's files to their owner")
        func files() throws {
            let service = try Service()
            let modes = try service.data.names.map { try service.data.mode(of: $0) }
            #expect(!modes.isEmpty && modes.allSatisfy { $0 & 0o077 == 0 })
        }

        @Test(
            "helps everywhere",
            arguments: [
                [], ["serve"], ["check-config"], ["token"], ["token", "create"], ["token", "list"],
                ["token", "revoke"], ["user"],
                ["user", "list"], ["user", "export"], ["user", "forget"], ["user", "verify"], ["report"],
                ["report", "list"],
                ["report", "done"], ["backup"], ["restore"],
                ["clock"],
                ["clock", "accept"], ["send"], ["bank"], ["bank", "check"], ["bank", "import"], ["bank", "export"],
                ["bank", "show"],
            ])
        func help(_ command: [String]) throws {
            let outcome = try Program.run(command + ["--help"])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("USAGE"))
        }
    }
}

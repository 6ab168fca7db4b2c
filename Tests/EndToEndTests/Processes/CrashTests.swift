import Testing
import YitiCore
import YitiTestKit

extension Processes {
    @Suite struct CrashTests {
        @Test("loses and doubles nothing that was replied to, however often it is killed under load")
        func ledger() throws {
            let seed = UInt64.random(in: .min ... .max)
            var chance = SeededRandom(seed: seed)
            let service = try Service()
            let ledger = Ledger(users: Program.soaks ? 90 : 24)
            for _ in 0..<(Program.soaks ? 200 : 3) {
                try ledger.work(over: service.bridge(), replies: 60 + Int.random(in: 0..<90, using: &chance))
                service.server.kill()
                #expect(try service.server.waitForExit() == 128 + 9)
                try service.restart()
            }
            let client = try service.bridge()
            try ledger.finish(over: client)
            for user in ledger.users {
                let differences = try ledger.differences(of: user, over: client)
                #expect(differences == [], "seed \(seed)")
            }
            let verified = try Program.run(["user", "verify", "--data", service.data.path])
            #expect(verified.status == 0, "\(verified) seed \(seed)")
        }

        @Test("gives the stored reply to a mid after a crash")
        func idempotent() throws {
            let service = try Service()
            let before = try service.bridge()
            try before.run("u", "/next")
            let first = try before.cmd("u", "an answer", mid: "m1")
            service.server.kill()
            _ = try service.server.waitForExit()
            try service.restart()
            let after = try service.bridge()
            let again = try after.cmd("u", "an answer", mid: "m1")
            #expect(again.isDuplicate && again.messages == first.messages)
            #expect(try after.cmd("u", "another", mid: "m1").code == "edit_unsupported")
            #expect(try after.run("u", "/history").data("history")["answers"].array?.count == 1)
        }

        @Test("chooses the same question after a restart as it would have without one")
        func sameChoice() throws {
            let service = try Service()
            let client = try service.bridge()
            for user in 0..<8 { try client.answer("u\(user)", rating: 1 + user % 4) }
            service.server.terminate()
            #expect(try service.server.waitForExit() == 0)
            let twin = try Scratch()
            try twin.copy(from: service.data)
            let other = try ServerProcess.real(data: twin)
            try service.restart()
            let ours = try service.bridge()
            let theirs = try BridgeClient(port: other.port, token: service.token, bridge: "tests")
            for user in 0..<8 {
                let choice = try ours.run("u\(user)", "/next").message("question")["ref"]
                #expect(try theirs.run("u\(user)", "/next").message("question")["ref"] == choice)
            }
        }

        @Test("keeps an open question, a pending rating and a subscription across a crash")
        func state() throws {
            let service = try Service()
            let before = try service.bridge()
            let question = try before.run("open", "/next").message("question")["ref"]
            try before.run("pending", "/next")
            try before.run("pending", "an answer")
            let made = try before.run("open", "/subscribe beta 07:45 weekends Asia/Tokyo").data("subscriptions")
            service.server.kill()
            _ = try service.server.waitForExit()
            try service.restart()
            let after = try service.bridge()
            #expect(try after.run("open", "an answer").data("prompt")["question"] == question)
            #expect(try after.run("pending", "3").data("rated")["rating"] == 3)
            #expect(try after.run("open", "/subscriptions").data("subscriptions") == made)
        }
    }
}

import Glibc
import Testing
import YitiCore
import YitiTestKit

extension Processes {
    @Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched")) struct PostgresTests {
        @Test("loses and doubles nothing that was replied to, whether it or PostgreSQL is killed under load")
        func ledger() throws {
            let seed = UInt64.random(in: .min ... .max)
            var chance = SeededRandom(seed: seed)
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            let ledger = Ledger(users: Program.soaks ? 90 : 24)
            for round in 0..<(Program.soaks ? 100 : 4) {
                try ledger.work(over: service.bridgeWhenReady(), replies: 60 + Int.random(in: 0..<90, using: &chance))
                if round % 2 == 0 {
                    service.server.kill()
                    #expect(try service.server.waitForExit() == 128 + 9)
                    try service.restart()
                } else {
                    // Every session ends, that of the writer in the middle of something; both begin anew by themselves.
                    try postgres.crash()
                }
            }
            let client = try service.bridgeWhenReady()
            try ledger.finish(over: client)
            for user in ledger.users {
                let differences = try ledger.differences(of: user, over: client)
                #expect(differences == [], "seed \(seed)")
            }
            service.server.terminate()
            #expect(try service.server.waitForExit() == 0)
            let verified = try Program.run(
                ["user", "verify", "--data", service.data.path], environment: ["YITI_DATABASE": postgres.url()])
            #expect(verified.status == 0, "\(verified) seed \(seed)")
        }

        @Test(
            "two servers on one database lose and double nothing, whichever is killed, and know what the other has answered"
        )
        func two() throws {
            let seed = UInt64.random(in: .min ... .max)
            var chance = SeededRandom(seed: seed)
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            let other = try Service(database: postgres.url(), token: service.token)
            let nodes = [service, other]
            let ledgers = ["left", "right"].map { Ledger(users: Program.soaks ? 90 : 16, named: $0) }
            for round in 0..<(Program.soaks ? 200 : 4) {
                let replies = (0..<2).map { _ in 40 + Int.random(in: 0..<60, using: &chance) }
                let victim = nodes[Int.random(in: 0..<2, using: &chance)]
                // Each goes to the server where the other was: what it repeats there may be under way at the first.
                let failures = Apart.run(2) { index in
                    let node = nodes[(index + round) % 2]
                    let client = try node.bridge(push: false)
                    // The other is at work while this one goes, in the middle of what it was asked.
                    try ledgers[index].work(over: client, replies: replies[index] + (node === victim ? 0 : 30))
                    if node === victim { victim.server.kill() }
                }
                #expect(failures == [], "seed \(seed)")
                #expect(try victim.server.waitForExit() == 128 + 9)
                try victim.restart()
            }
            for (ledger, node) in zip(ledgers, nodes.reversed()) {
                let client = try node.bridge(push: false)
                try ledger.finish(over: client)
                for user in ledger.users {
                    let differences = try ledger.differences(of: user, over: client)
                    #expect(differences == [], "seed \(seed)")
                }
            }
            let first = try service.bridge(push: false).cmd("u", "/whoami", mid: "m1")
            let again = try other.bridge(push: false).cmd("u", "/whoami", mid: "m1")
            #expect(again.isDuplicate && again.messages == first.messages)
            for node in nodes {
                node.server.terminate()
                #expect(try node.server.waitForExit() == 0)
            }
            let verified = try Program.run(
                ["user", "verify", "--data", service.data.path], environment: ["YITI_DATABASE": postgres.url()])
            #expect(verified.status == 0, "\(verified) seed \(seed)")
        }

        @Test(
            "a bridge that says hello at another server takes the pushes there, and the older connection is told within a second"
        )
        func moves() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            let other = try Service(database: postgres.url(), token: service.token)
            let old = try service.bridge()
            // Kept open: a hello is abandoned with its connection.
            let new = try other.bridge()
            let bye = try withExtendedLifetime(new) { try old.other() }
            #expect(bye["op"].string == "bye" && bye["code"].string == "replaced")
        }

        @Test("gives the stored reply to a mid after a crash, and shows no password")
        func idempotent() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            let before = try service.bridge()
            try before.run("u", "/next")
            let first = try before.cmd("u", "an answer", mid: "m1")
            service.server.kill()
            _ = try service.server.waitForExit()
            try service.restart()
            let again = try service.bridge().cmd("u", "an answer", mid: "m1")
            #expect(again.isDuplicate && again.messages == first.messages)
            let shown = try Program.run(
                ["check-config"],
                environment: [
                    "YITI_DATABASE": "postgresql://yiti:secret@db.example/yiti", "YITI_BANK": Program.shippedBank,
                ])
            #expect(shown.output.contains("database: postgresql://yiti:***@db.example/yiti\n"))
        }

        @Test("refuses what it can't do with PostgreSQL, and says what to do instead")
        func refuses() throws {
            let environment = ["YITI_DATABASE": "postgresql://yiti@127.0.0.1:1/none"]
            let data = try Scratch()
            let absent = try Program.run(["token", "create", "tests", "--data", data.path], environment: environment)
            #expect(absent.status != 0 && absent.errors.contains("can't use the database"))
            let restored = try Program.run(["restore", "copy", "--data", data.path], environment: environment)
            #expect(restored.status != 0 && restored.errors.contains("PostgreSQL's own tools"))
            let backups = try Program.run(
                ["check-config"], environment: environment.merging(["YITI_BACKUP_DIRECTORY": "/tmp"]) { $1 })
            #expect(backups.status != 0 && backups.errors.contains("backup.directory"))
        }
    }
}

import Glibc
import Testing
import YitiCore
import YitiTestKit

extension Processes {
    @Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
    struct SharedDatabaseTests {
        @Test(
            "while the database is stopped says busy, then bye unavailable and not ready, and serves again once it is there"
        )
        func outage() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            let page = WebClient(port: service.server.webPort)
            let client = try service.bridge()
            try client.run("u", "/next")
            #expect(try page.get("/readyz").status == 200)
            try postgres.stop()
            #expect(try client.cmd("u", "an answer", mid: "m1").code == "busy")
            let bye = try #require(try client.othersToEnd().last)
            #expect(bye["op"].string == "bye" && bye["code"].string == "unavailable")
            #expect(try page.get("/readyz").status == 503)
            #expect(try page.get("/healthz").status == 503)
            #expect(try page.get("/metrics").text.contains("\nyiti_database_up 0\n"))
            try postgres.start()
            let again = try service.bridgeWhenReady()
            #expect(try again.cmd("u", "an answer", mid: "m1").isOK)
            #expect(try page.get("/readyz").status == 200)
            #expect(try page.get("/healthz").status == 200)
            #expect(try page.get("/metrics").text.contains("\nyiti_database_up 1\n"))
        }

        /// Where in its turn a server freezes.
        enum Place: CaseIterable {
            case betweenFlights, afterSomeChanges, atTheCommit

            /// What comes over the connection there, and whether it is PostgreSQL that sends it.
            var sign: (octets: [UInt8], isAnswer: Bool) {
                switch self {
                case .betweenFlights: (Array("BEGIN\0".utf8), true)
                case .afterSomeChanges: (Array("INSERT INTO answer".utf8), false)
                case .atTheCommit: (Array("COMMIT\0".utf8), true)
                }
            }
        }

        @Test(
            "when a server freezes anywhere in its turn the others go on, and it does no harm once it wakes",
            arguments: Place.allCases)
        func frozen(place: Place) throws {
            let postgres = try PostgresServer()
            let proxy = try CuttingProxy(before: postgres.port)
            defer { proxy.close() }
            let service = try Service(database: postgres.url(port: proxy.port))
            let other = try Service(database: postgres.url(), token: service.token)
            let client = try service.bridge(push: false)
            try client.run("u", "/next")
            proxy.act(at: place.sign.octets, ofServer: place.sign.isAnswer) { [server = service.server] in
                server.freeze()
            }
            let id = client.freshID()
            try client.send(
                ["op": "cmd", "id": .string(id), "user": "u", "text": "an answer", "mid": "m1"])
            try wait { !proxy.isWaiting }
            #expect(try other.bridge(push: false).cmd("v", "/next", mid: "m2").isOK)
            service.server.wake()
            let reply = try client.reply(to: id)
            let repeated = try other.bridge(push: false).cmd("u", "an answer", mid: "m1")
            #expect(reply.isOK ? repeated.isDuplicate && repeated.messages == reply.messages : repeated.isOK)
            for node in [service, other] {
                node.server.terminate()
                #expect(try node.server.waitForExit() == 0)
            }
            let verified = try Program.run(
                ["user", "verify", "--data", service.data.path], environment: ["YITI_DATABASE": postgres.url()])
            #expect(verified.status == 0, "\(verified)")
        }

        @Test("health names the servers that share the database, and a token that one revokes is void at the other")
        func operators() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url(), node: "alpha")
            let other = try Service(database: postgres.url(), node: "beta", token: service.token)
            let run = { (arguments: String...) in
                try Program.run(
                    arguments + ["--data", service.data.path], environment: ["YITI_DATABASE": postgres.url()])
            }
            let health = try run("health").output.split(separator: "\n")
            #expect(health.contains("node\talpha") && health.contains("servers\talpha beta"))
            let client = try other.bridge()
            try client.run("u", "/next")
            #expect(try run("token", "revoke", "tests").status == 0)
            let bye = try #require(try client.othersToEnd().last)
            #expect(bye["op"].string == "bye" && bye["code"].string == "shutdown")
            // Nor does either wait for it any more; a new one is expected at both.
            #expect(try run("token", "create", "late").status == 0)
            for node in [service, other] {
                let page = WebClient(port: node.server.webPort)
                try wait { try page.figures()["yiti_bridge_connections{bridge=\"late\"}"] == 0 }
                #expect(try page.figures()["yiti_bridge_connections{bridge=\"tests\"}"] == nil)
            }
        }

        @Test("migrate moves a deployment to PostgreSQL and back, and what was answered before is known after each")
        func migrates() throws {
            let postgres = try PostgresServer()
            let service = try Service()
            let before = try service.bridge()
            try before.run("u", "/next")
            let first = try before.cmd("u", "an answer", mid: "m1")
            service.server.terminate()
            #expect(try service.server.waitForExit() == 0)
            let file = service.data.file("yiti.sqlite")
            let migrate = { (from: String, to: String) in
                try Program.run(["migrate", "--from", from, "--to", to, "--data", service.data.path])
            }
            let moved = try migrate(file, postgres.url())
            #expect(moved.status == 0, "\(moved)")
            #expect(moved.output.contains("person\t1\t") && moved.output.contains("effect\t"))
            #expect(try migrate(file, postgres.url()).status == 0, "it says that all is there")
            let there = try Service(database: postgres.url(), token: service.token)
            let again = try there.bridge().cmd("u", "an answer", mid: "m1")
            #expect(again.isDuplicate && again.messages == first.messages)
            #expect(try there.bridge().cmd("u", "3", mid: "m2").isOK)
            #expect(try migrate(postgres.url(), service.data.file("back.sqlite")).status != 0, "a server has it open")
            there.server.terminate()
            #expect(try there.server.waitForExit() == 0)
            let back = try migrate(postgres.url(), service.data.file("back.sqlite"))
            #expect(back.status == 0, "\(back)")
            #expect(rename(service.data.file("back.sqlite"), file) == 0)
            try service.restart()
            #expect(try service.bridge().cmd("u", "3", mid: "m2").isDuplicate)
        }
    }
}

import Dispatch
import Testing
import YitiTestKit

extension Processes {
    /// What a bridge hears whose receipts the database does not take.
    @Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
    struct ReceiptOutageTests {
        /// Stops the database under a bridge that sends a receipt then, and nothing else; it has to be told to go.
        private func sendReceiptOnceStopped(_ postgres: PostgresServer, _ service: Service) throws {
            let client = try service.bridge()
            try postgres.stop()
            try client.send(["op": "ack", "id": "a1", "d": ["17"]])
            let bye = try #require(try client.othersToEnd().last)
            #expect(bye["op"].string == "bye" && bye["code"].string == "unavailable")
        }

        @Test(
            "while the database is stopped what stands behind a receipt is answered busy, then the bridge is told to go"
        )
        func stopped() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            let client = try service.bridge()
            try client.run("u", "/next")
            try postgres.stop()
            for number in 1...3 { try client.send(["op": "ack", "id": .string("a\(number)"), "d": ["17"]]) }
            #expect(try client.cmd("u", "an answer", mid: "m1").code == "busy")
            let bye = try #require(try client.othersToEnd().last)
            #expect(bye["op"].string == "bye" && bye["code"].string == "unavailable")
            #expect(client.takeReplies().allSatisfy { !$0.isOK }, "no receipt was taken")
            try postgres.start()
            let again = try service.bridgeWhenReady()
            try again.ack("17")
            #expect(try again.cmd("u", "an answer", mid: "m1").isOK)
        }

        @Test("a bridge that sends nothing but receipts is told to go while the database is stopped")
        func receiptsAlone() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            try sendReceiptOnceStopped(postgres, service)
            try postgres.start()
            try service.bridgeWhenReady().ack("17")
        }

        @Test("a server that is told to stop while the database is stopped ends, whatever receipts are left")
        func stopping() throws {
            let postgres = try PostgresServer()
            let service = try Service(database: postgres.url())
            try sendReceiptOnceStopped(postgres, service)
            service.server.terminate()
            #expect(try service.server.waitForExit() == 0)
        }

        @Test(
            "a bridge whose receipt the silent database takes no note of is told to go, and what stands behind it is not carried out"
        )
        func silent() throws {
            let postgres = try PostgresServer()
            let proxy = try CuttingProxy(before: postgres.port)
            defer { proxy.close() }
            let service = try Service(database: postgres.url(port: proxy.port))
            let client = try service.bridge()
            try client.run("u", "/next")
            let answers = DispatchSemaphore(value: 0)
            proxy.cut(at: Array("BEGIN\0".utf8)) { answers.wait() }
            try client.send(["op": "ack", "id": "a1", "d": ["17"]])
            let id = client.freshID()
            try client.send(["op": "cmd", "id": .string(id), "user": "u", "text": "an answer", "mid": "m1"])
            try wait { !proxy.isWaiting }
            try postgres.stop()
            answers.signal()
            let bye = try #require(try client.othersToEnd().last)
            #expect(bye["op"].string == "bye" && bye["code"].string == "unavailable")
            #expect(client.takeReplies().allSatisfy { $0.code == "busy" })
            try postgres.start()
            #expect(try service.bridgeWhenReady().cmd("u", "an answer", mid: "m1").isOK)
        }
    }
}

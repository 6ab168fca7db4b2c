import Testing
import YitiTestKit

extension Web {
    @Suite struct OperatorTests {
        @Test("shows its figures in both formats, and counts what was done")
        func figures() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            let bridge = try server.bridge()
            _ = try bridge.cmd("u", "/next")
            let page = try client.get("/metrics")
            #expect(page.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            #expect(page.text.contains("# TYPE yiti_connections_accepted_total counter"))
            #expect(page.text.contains("\nyiti_requests_total{kind=\"cmd\"} 1\n"))
            let newer = try client.get("/metrics", [("Accept", "application/openmetrics-text; version=1.0.0")])
            #expect(newer.text.contains("# TYPE yiti_connections_accepted counter") && newer.text.hasSuffix("# EOF\n"))
        }

        @Test(
            "gives its figures in the format that is liked best, and in none that is refused",
            arguments: [
                ("application/openmetrics-text;q=0, text/plain", false),
                ("application/openmetrics-text; q=0.000", false),
                ("text/plain;q=0, */*", true),
                ("text/plain;version=0.0.4;q=0.9,application/openmetrics-text;q=0.5", false),
                ("application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", true),
                ("Application/OpenMetrics-Text, */*;q=0.1", true), ("*/*", false), ("", false), ("image/png", false),
            ])
        func formats(_ accepted: String, _ isNewer: Bool) throws {
            let client = WebClient(port: try Servers.standingStill().webPort)
            let page = try client.get("/metrics", [("Accept", accepted)])
            #expect(page.text.hasSuffix("# EOF\n") == isNewer, "\(page.headers)")
        }

        @Test("keeps its figures to an address of their own where the page has a public address")
        func elsewhere() throws {
            let port = try FreePort.find()
            let server = try ServerProcess.sandbox(environment: [
                "YITI_HTTP_PUBLIC_URL": "https://yiti.example", "YITI_HTTP_METRICS": "127.0.0.1:\(port)",
            ])
            #expect(try WebClient(port: server.webPort).get("/metrics").status == 404)
            #expect(try WebClient(port: port).get("/metrics").status == 200)
            #expect(try WebClient(port: port).get("/").status == 404)
            #expect(try WebClient(port: port, name: "localhost").get("/metrics").status == 200)
            #expect(try WebClient(port: port, name: "evil.example").get("/metrics").status == 421)
            // Over https the cookie is bound to the host.
            let client = WebClient(port: server.webPort)
            let reply = try client.post("/api/session", origin: "https://yiti.example")
            #expect(reply.headers["set-cookie"]?.hasPrefix("__Host-yiti_") == true)
            #expect(reply.headers["set-cookie"]?.hasSuffix("; Secure") == true)
        }

        @Test("keeps its figures to this machine unless everybody on the way may read along")
        func clear() throws {
            let metrics = ["YITI_HTTP_METRICS": "0.0.0.0:0"]
            let refused = try Program.run(
                ["serve", "--sandbox", "--port", "0", "--bank", Program.shippedBank], environment: metrics)
            #expect(refused.status != 0 && refused.errors.contains("0.0.0.0 lets everybody on the way read along"))
            let meant = try ServerProcess.sandbox(
                environment: metrics.merging(["YITI_HTTP_INSECURE": "true"]) { first, _ in first })
            #expect(meant.webPort != 0)
        }

        @Test("writes what promtool finds no fault with", .enabled(if: Tool("promtool") != nil, "there is no promtool"))
        func isWellFormed() throws {
            let promtool = try #require(Tool("promtool"))
            let server = try ServerProcess.sandbox()
            _ = try server.bridge().cmd("u", "/next")
            let folder = try Scratch()
            try folder.write(try WebClient(port: server.webPort).get("/metrics").text, to: "page")
            let outcome = try promtool.run(["check", "metrics"], input: folder.file("page"), folder: folder)
            #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.isEmpty, "\(outcome)")
        }

        @Test("its alerts fire when they should", .enabled(if: Tool("promtool") != nil, "there is no promtool"))
        func alerts() throws {
            let promtool = try #require(Tool("promtool"))
            let folder = try Scratch()
            let rules = Program.root + "/docs/monitoring/"
            #expect(try promtool.run(["check", "rules", rules + "rules.yaml"], folder: folder).status == 0)
            let tested = try promtool.run(["test", "rules", rules + "rules.test.yaml"], folder: folder)
            #expect(tested.status == 0, "\(tested)")
        }

        @Test("a Prometheus scrapes it and answers", .enabled(if: Tool("prometheus") != nil, "there is no Prometheus"))
        func scraped() throws {
            let prometheus = try #require(Tool("prometheus"))
            let server = try ServerProcess.sandbox()
            _ = try server.bridge().cmd("u", "/next")
            let folder = try Scratch()
            try folder.write(
                """
                scrape_configs:
                  - job_name: yiti
                    scrape_interval: 1s
                    static_configs: [{targets: ["127.0.0.1:\(server.webPort)"]}]
                """, to: "prometheus.yml")
            let port = try FreePort.find()
            let running = try prometheus.start(
                [
                    "--config.file=\(folder.file("prometheus.yml"))", "--storage.tsdb.path=\(folder.file("data"))",
                    "--web.listen-address=127.0.0.1:\(port)",
                ], folder: folder)
            defer { withExtendedLifetime(running) {} }
            let query = "/api/v1/query?query=yiti_requests_total%7Bkind%3D%22cmd%22%7D"
            try wait {
                let reply = try? WebClient(port: port).get(query).json["data"]["result"][0]["value"][1].string
                return reply == "1"
            }
        }
    }
}

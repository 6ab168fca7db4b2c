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

        @Test("counts what is typed into a page as what comes over any other connection")
        func page() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            for text in ["/next", "an answer", "3", "/rate 9", "/nosuch", "/stats"] {
                _ = try client.say(text, mid: text)
            }
            _ = try client.say("/next", mid: "/next")
            let figures = try client.get("/metrics").text
            for (verb, outcome, count) in [
                ("next", "done", 1), ("stats", "done", 1), ("rate", "refused", 1), ("other", "refused", 1),
                ("text", "done", 2),
            ] {
                let line = "\nyiti_commands_total{outcome=\"\(outcome)\",verb=\"\(verb)\"} \(count)\n"
                #expect(figures.contains(line), "\(verb)")
            }
            #expect(figures.contains("yiti_command_seconds_count{verb=\"stats\"} 1\n"))
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
            // Over https the cookie is bound to the host.
            let client = WebClient(port: server.webPort)
            let reply = try client.post("/api/session", origin: "https://yiti.example")
            #expect(reply.headers["set-cookie"]?.hasPrefix("__Host-yiti_") == true)
            #expect(reply.headers["set-cookie"]?.hasSuffix("; Secure") == true)
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

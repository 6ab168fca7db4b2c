import Testing
import YitiTestKit

extension Web.Pages {
    /// Who a browser is: over lost answers, links, other sites and other ports.
    @Suite struct PageTrustTests {
        private func session(_ browser: Browser) throws -> JSON {
            try browser.run(
                "return fetch('/api/state').then((reply) => reply.json()).then((state) => state.who.session)")
        }

        @Test("opens a link in a tab that has the page open already, and says so where it is one's own")
        func openTab() throws {
            let server = try ServerProcess.shipped()
            let person = try server.connect()
            _ = try person.ask("/name Wei")
            let browser = try Web.Pages.visit(server)
            for expected in ["#open", ""] {
                let code = try #require(try person.ask("/web").text.split(separator: "#").last)
                try browser.run("location.hash = '\(code)'")
                if expected.isEmpty {
                    try browser.wait(for: "document.querySelector('#status').textContent.includes('Wei')")
                } else {
                    try browser.wait(for: "document.querySelector('\(expected)')")
                    #expect(try browser.text("#open").contains("Wei"))
                    try browser.click("#open .primary")
                    try browser.wait(for: "!document.querySelector('dialog')")
                }
                #expect(try browser.run("return location.href").string?.contains(code) == false)
            }
            try Web.Pages.show("settings", until: "input[value=Wei]", in: browser)
            withExtendedLifetime(server) {}
        }

        @Test("makes no key for an account that a guest's browser opens by a link")
        func openAsGuest() throws {
            try Web.Pages.visiting { browser, server in
                let client = WebClient(port: server.webPort)
                _ = try client.say("/name Wei")
                let code = try #require(try client.say("/web").words.firstMatch(of: /#([0-9a-z]{20,})/)?.output.1)
                try browser.run("location.hash = '\(code)'")
                try browser.wait(for: "document.querySelector('#open')")
                try browser.click("#open .primary")
                try browser.wait(for: "!document.querySelector('dialog') && !document.querySelector('.asked')")
                try browser.click(".card .primary")
                try browser.wait(for: "document.querySelector('.asked')")
                #expect(try browser.run("return !document.querySelector('#key')") == true)
                #expect(try client.get("/api/state").json["who"]["key"] == false)
            }
        }

        @Test("takes along what a guest was writing when they sign in with a key, and shows the page as theirs")
        func signsIn() throws {
            try Web.Pages.visiting { browser, server in
                let client = WebClient(port: server.webPort)
                _ = try client.say("/name Wei")
                let key = try client.post("/api/key").json["data"]["key"].string ?? ""
                try browser.type("half a thought", into: "#text")
                let before = try session(browser)
                try Web.Pages.show("settings", until: "input[type=password]", in: browser)
                try browser.type(key + Web.Pages.enter, into: "input[type=password]")
                try browser.wait(for: "document.querySelector('#text')?.value === 'half a thought'")
                #expect(try session(browser) != before)
                try Web.Pages.say("", in: browser)
                try browser.wait(for: "document.querySelector('.ratings')")
                #expect(try client.say("/history").words.contains("half a thought"))
                // A wrong key leaves everything as it is.
                try browser.type("another thought", into: "#text")
                try Web.Pages.show("settings", until: "input[type=password]", in: browser)
                try browser.type("0123456789abcdef0123456789abcdef" + Web.Pages.enter, into: "input[type=password]")
                try browser.wait(for: "document.querySelector('#status').textContent.includes('not right')")
                try Web.Pages.show("chat", until: ".ratings", in: browser)
                #expect(try browser.run("return document.querySelector('#text').value") == "another thought")
            }
        }

        @Test("says that a message on its way was not for whoever has signed in in another tab, and does not send it")
        func strayMessage() throws {
            try Web.Pages.visiting { browser, server in
                let client = WebClient(port: server.webPort)
                _ = try client.say("/name Wei")
                let key = try client.post("/api/key").json["data"]["key"].string ?? ""
                try browser.run(
                    """
                    const go = fetch;
                    window.fetch = (path, options) => path === '/api/say' && !window.isWell ? Promise.reject() : go(path, options);
                    localStorage.removeItem('yiti.guest');
                    window.elsewhere = () => go('/api/say', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                      body: JSON.stringify({ op: 'cmd', text: '/login \(key)' }) });
                    """)
                try Web.Pages.say("a stray answer", in: browser)
                try browser.wait(for: "document.querySelector('.bubble.waiting')")
                try browser.run("return window.elsewhere().then(() => { window.isWell = true })")
                try browser.wait(for: "document.querySelector('.refused')?.innerText.includes('signed in')")
                #expect(try browser.run("return document.querySelector('.bubble.waiting, #key') === null") == true)
                #expect(try !client.say("/history").words.contains("a stray answer"))
                #expect(try browser.run("return JSON.stringify(localStorage).includes('stray')") == false)
            }
        }

        /// Answers on the page, and signs in as the same person somewhere else.
        private func signedInElsewhere(_ browser: Browser, _ server: ServerProcess) throws -> WebClient {
            try Web.Pages.answer("an answer", in: browser)
            try browser.wait(for: "document.querySelector('#key code')")
            let client = WebClient(port: server.webPort)
            _ = try client.say("/login \(try browser.text("#key code"))")
            try browser.click("#key .primary")
            return client
        }

        @Test("becomes a guest's page when another key has been made elsewhere")
        func keyElsewhere() throws {
            try Web.Pages.visiting { browser, server in
                let client = try signedInElsewhere(browser, server)
                _ = try client.post("/api/key")
                try browser.wait(for: "localStorage.getItem('yiti.guest') && document.querySelector('.asked')")
                #expect(
                    try browser.run("return document.querySelector('.log').innerText.includes('an answer')") == false)
            }
        }

        @Test(
            "keeps what was typed when another key ends the session, says so, and gives it back to whom it is of alone",
            arguments: [false, true])
        func keepsForTheirEyes(_ isSent: Bool) throws {
            try Web.Pages.visiting { browser, server in
                let client = try signedInElsewhere(browser, server)
                // The page learns of it from what it sends, where it sends something.
                try browser.run(
                    """
                    const go = fetch; window.isWell = \(!isSent);
                    window.fetch = async (path, options) => {
                      while (path === '/api/state' && !window.isWell) await new Promise((done) => setTimeout(done, 20));
                      return go(path, options);
                    };
                    """)
                try browser.type("half a thought", into: "#text")
                let key = try client.post("/api/key").json["data"]["key"].string ?? ""
                if isSent {
                    try Web.Pages.say("", in: browser)
                    try browser.wait(
                        for: "document.querySelector('.mine:last-child') && !document.querySelector('.waiting')")
                    try browser.run("window.isWell = true")
                }
                try browser.wait(for: "document.querySelector('.refused')?.innerText.includes('signed out here')")
                try browser.wait(for: "document.querySelector('.asked')")
                #expect(try browser.run("return document.querySelector('#text').value") == "")
                let isKept = "JSON.stringify([localStorage, sessionStorage]).includes('half a')"
                #expect(try browser.run("return \(isKept)") == false)
                let other = WebClient(port: server.webPort)
                _ = try other.say("/name Wei")
                let isTheirs = "document.querySelector('#text')?.value === 'half a thought'"
                try Web.Pages.show("settings", until: "input[type=password]", in: browser)
                try browser.type(key + Web.Pages.enter, into: "input[type=password]")
                try browser.wait(for: isTheirs)
            }
        }

        @Test("begins one session when it learns of the end of the one before more than once, and says that it ended")
        func beginsOnce() throws {
            try Web.Pages.visiting { browser, server in
                let client = try signedInElsewhere(browser, server)
                try browser.run(
                    """
                    const go = fetch; window.isWell = false; window.asked = 0; window.begun = 0;
                    window.fetch = async (path, options) => {
                      if (path === '/api/session') window.begun += 1;
                      if (path === '/api/state') window.asked += 1;
                      while (path === '/api/state' && !window.isWell) await new Promise((done) => setTimeout(done, 20));
                      return go(path, options);
                    };
                    """)
                _ = try client.post("/api/key")
                for count in 1...3 {
                    try browser.run("dispatchEvent(new Event('online'))")
                    try browser.wait(for: "window.asked >= \(count)")
                }
                try browser.run("window.isWell = true")
                try browser.wait(for: "document.querySelector('.refused')?.innerText.includes('signed out here')")
                #expect(try browser.run("return window.begun") == 1)
            }
        }

        @Test("gives nothing of what one person was writing to whoever comes after them in another tab")
        func nextPerson() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.type("half a thought", into: "#text")
                let before = try session(browser)
                let post = "method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}'"
                try browser.run(
                    "fetch('/api/signout', { \(post) }).then(() => dispatchEvent(new Event('online')))")
                try browser.wait(for: "localStorage.getItem('yiti.guest')")
                #expect(try session(browser) != before)
                try browser.wait(for: "document.querySelector('#text').value === ''")
                let isKept = "JSON.stringify([localStorage, sessionStorage]).includes('half a')"
                #expect(try browser.run("return \(isKept)") == false)
            }
        }

        @Test(
            "a server killed after the commit and before the answer loses and doubles nothing, nor makes a second account"
        )
        func kill() throws {
            let (data, port) = (try Scratch(), try FreePort.find())
            let start = {
                try ServerProcess(["--http-port", String(port), "--data", data.path, "--bank", Program.shippedBank])
            }
            var server = try start()
            let proxy = try CuttingProxy(before: port)
            defer { proxy.close() }
            let browser = try Browser()
            try browser.open("http://127.0.0.1:\(proxy.port)/")
            try browser.wait(for: "document.querySelector('.asked')")
            // The next server does not know this guest: what it begins for them it does twice.
            server.kill()
            _ = try server.waitForExit()
            try Web.Pages.say("written in the dark", in: browser)
            try browser.wait(for: "document.querySelector('.bubble.waiting')")
            let second = try start()
            proxy.cut(at: Array("\"kind\":\"prompt\"".utf8)) { second.kill() }
            _ = try second.waitForExit()
            #expect(!proxy.isWaiting)
            server = try start()
            try browser.wait(for: "document.querySelector('.ratings') && document.querySelector('#key code')")
            try browser.run("document.querySelector('dialog').close()")
            #expect(try browser.run("return document.querySelectorAll('.bubble.waiting').length") == 0)
            try browser.reload()
            try browser.wait(for: "document.querySelector('.bubble.mine')")
            #expect(try browser.run("return document.querySelectorAll('.bubble.mine').length") == 1)
            let people = try Program.run(["user", "list", "--data", data.path])
            #expect(people.output.split(separator: "\n").count == 1, "\(people)")
            withExtendedLifetime(server) {}
        }

        @Test("another site can bring somebody here, who is who they were, and can change nothing")
        func otherSite() throws {
            try Web.Pages.visiting { browser, server in
                try Web.Pages.join(browser)
                let before = try session(browser)
                let address = Web.Pages.address(server)
                let form = "<form method=post enctype=text/plain action=\(address)api/signout><input name=a></form>"
                try browser.open("data:text/html,\(form)<a href=\(address)>here</a>")
                try browser.run("document.querySelector('form').submit()")
                try browser.wait(for: "document.body.innerText.includes('Origin')")
                try browser.open("data:text/html,\(form)<a href=\(address)>here</a>")
                try browser.run(
                    "for (const mode of ['no-cors', 'cors']) fetch('\(address)api/signout', { method: 'POST', mode, credentials: 'include' })"
                )
                try browser.click("a")
                try browser.wait(for: "document.querySelector('.ratings')")
                #expect(try session(browser) == before)
            }
        }

        @Test("goes by a session of its own at each port of one machine")
        func otherPort() throws {
            try Web.Pages.visiting { browser, server in
                try Web.Pages.join(browser)
                let before = try session(browser)
                let other = try ServerProcess.shipped()
                try browser.open(Web.Pages.address(other))
                try browser.wait(for: "document.querySelector('.asked')")
                #expect(try session(browser) != before)
                try browser.open(Web.Pages.address(server))
                try browser.wait(for: "document.querySelector('.ratings')")
                #expect(try session(browser) == before)
                withExtendedLifetime(other) {}
            }
        }

        @Test("fetches the state when its stream opens after it was refused")
        func refusedStream() throws {
            let server = try ServerProcess.shipped()
            let (client, person) = (WebClient(port: server.webPort), try server.connect())
            _ = try client.say("/name Wei")
            _ = try person.ask("/login \(try client.post("/api/key").json["data"]["key"].string ?? "")")
            // Eight other pages of the person have all streams there are for one.
            let streams = try (0..<8).map { _ in try client.events() }
            let browser = try Browser()
            try browser.open(Web.Pages.address(server) + "healthz")
            try browser.add(cookies: client.cookies)
            try browser.open(Web.Pages.address(server))
            let refused = "performance.getEntriesByType('resource').some((one) => one.name.endsWith('/api/events'))"
            try browser.wait(for: "\(refused) && document.querySelector('.card h1')")
            _ = try person.ask("/next")
            _ = try person.ask("/answer from the terminal")
            streams.forEach { $0.reset() }
            try browser.wait(for: "document.querySelector('.log').innerText.includes('from the terminal')")
            withExtendedLifetime(server) {}
        }
    }
}

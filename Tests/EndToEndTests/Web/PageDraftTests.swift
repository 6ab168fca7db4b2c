import Testing
import YitiTestKit

extension Web.Pages {
    /// What a line means that is typed into the page, and which question it is for.
    @Suite struct PageDraftTests {
        /// Has another page of the same person say something.
        private func sayElsewhere(_ text: String, _ browser: Browser) throws {
            try browser.run(
                """
                fetch('/api/say', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                  body: JSON.stringify({ op: 'cmd', text: '\(text)' }) })
                """)
        }

        private func value(of browser: Browser) throws -> JSON {
            try browser.run("return document.querySelector('#text').value")
        }

        /// Writes several lines and sends them.
        private func send(_ script: String, in browser: Browser) throws {
            try browser.run(
                """
                const text = document.querySelector('#text'); text.value = \(script);
                text.dispatchEvent(new Event('input')); text.form.requestSubmit();
                """)
        }

        @Test(
            "rates the answer that waits, whatever has opened since",
            arguments: ["3", "good", "3 good", "想起来了", "/rate 3"])
        func rates(_ rating: String) throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.say("/next", in: browser)
                try browser.wait(for: "document.querySelector('.card .asked') && document.querySelector('.others')")
                try Web.Pages.say(rating, in: browser)
                try browser.wait(
                    for: "document.querySelector('.card .asked') && !document.querySelector('.others')")
            }
        }

        @Test("ticks the points of the answer that waits, and an empty composer takes digits as text")
        func ticks() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.say("1 2", in: browser)
                try browser.wait(for: "document.querySelectorAll('.card .ticks input:checked').length === 2")
                try Web.Pages.say("2. and a second point", in: browser)
                try browser.wait(
                    for: "document.querySelector('.bubble.mine:not(.waiting):nth-last-child(2)') && "
                        + "document.querySelector('.log').innerText.includes('2. and a second point')")
                #expect(try browser.run("return document.querySelector('.ratings') !== null") == true)
                try browser.run("document.activeElement.blur()")
                try browser.press("3")
                try browser.wait(for: "!document.querySelector('.ratings')")
            }
        }

        @Test("sends a draft to the question it was begun for, whatever is on the card by then")
        func keepsItsQuestion() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.run("document.querySelector('.r3').click()")
                try browser.wait(for: "!document.querySelector('.ratings')")
                try Web.Pages.say("/next", in: browser)
                try browser.wait(for: "document.querySelector('.card .asked')")
                let question = try browser.text(".card .ref")
                try browser.type("a long answer", into: "#text")
                try sayElsewhere("/next", browser)
                try browser.wait(for: "document.querySelector('.card .ref').innerText !== '\(question)'")
                try browser.reload()
                try browser.wait(for: "document.querySelector('#text')?.value === 'a long answer'")
                try Web.Pages.say(" that goes on", in: browser)
                try browser.wait(
                    for: "document.querySelector('.card').innerText.includes('\(question) · To be rated')")
            }
        }

        @Test("sends a guest's draft to its question also when the server has forgotten the guest")
        func forgottenGuest() throws {
            let (data, port) = (try Scratch(), try FreePort.find())
            let start = {
                try ServerProcess(["--http-port", String(port), "--data", data.path, "--bank", Program.shippedBank])
            }
            var server = try start()
            let browser = try Web.Pages.visit(server)
            let first = try browser.text(".card .ref")
            try Web.Pages.say("/next", in: browser)
            try browser.wait(for: "document.querySelector('.card .ref').innerText !== '\(first)'")
            let question = try browser.text(".card .ref")
            let guest = try browser.run("return localStorage.getItem('yiti.guest')").string ?? ""
            try browser.type("an answer that takes long", into: "#text")
            server.kill()
            _ = try server.waitForExit()
            server = try start()
            try browser.wait(for: "localStorage.getItem('yiti.guest') !== '\(guest)'")
            try browser.wait(for: "document.querySelector('.card .asked')")
            try Web.Pages.say("", in: browser)
            try browser.wait(for: "document.querySelector('.log').innerText.includes('answer #1 to \(question)')")
            withExtendedLifetime(server) {}
        }

        @Test("keeps the indentation that code begins with")
        func indentation() throws {
            try Web.Pages.visiting { browser, _ in
                try send("'\\n    for x in y:\\n        f(x)\\n'", in: browser)
                try browser.wait(for: "document.querySelector('.ratings')")
                #expect(
                    try browser.run("return document.querySelector('.bubble.mine p').textContent")
                        == "    for x in y:\n        f(x)")
            }
        }

        @Test("sends no text that is too long, says how long it is, and leaves it to be shortened")
        func tooLong() throws {
            try Web.Pages.visiting { browser, _ in
                try send("'长'.repeat(8000)", in: browser)
                try browser.wait(for: "document.querySelector('#status').innerText.includes('24000')")
                #expect(try browser.run("return document.querySelector('#text').value.length") == 8000)
                #expect(try browser.run("return document.querySelector('#text').maxLength") == -1)
                #expect(try browser.run("return document.querySelectorAll('.bubble.mine').length") == 0)
            }
        }

        @Test("keeps a draft for each tab")
        func tabs() throws {
            try Web.Pages.visiting { browser, server in
                try browser.type("the first", into: "#text")
                let first = try browser.openTab()
                try browser.open(Web.Pages.address(server))
                try browser.wait(for: "document.querySelector('.asked')")
                #expect(try value(of: browser) == "")
                try browser.type("the second", into: "#text")
                try browser.goTo(tab: first)
                try browser.reload()
                try browser.wait(for: "document.querySelector('.asked')")
                #expect(try value(of: browser) == "the first")
            }
        }

        @Test("sends a press once, however often it is pressed before it is answered")
        func pressedTwice() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.run("for (let time = 0; time < 3; time += 1) document.querySelector('.r3').click()")
                try browser.wait(
                    for: "!document.querySelector('.ratings') && !document.querySelector('.bubble.waiting')")
                #expect(try browser.run("return document.querySelectorAll('.bubble.mine').length") == 2)
            }
        }

        @Test("leaves the list of key points where it was when one is ticked")
        func scroll() throws {
            try Web.Pages.visiting(Browser.View(width: 390, height: 620)) { browser, _ in
                try Web.Pages.join(browser)
                let list = "document.querySelector('.card .scroll-y')"
                let top = try browser.run("\(list).scrollTop = 1000; return \(list).scrollTop")
                #expect(top != 0)
                try browser.run("[...document.querySelectorAll('.ticks input')].at(-1).click()")
                try browser.wait(for: "document.querySelector('.ticks input:checked')")
                #expect(try browser.run("return \(list).scrollTop > 20") == true)
            }
        }
    }
}

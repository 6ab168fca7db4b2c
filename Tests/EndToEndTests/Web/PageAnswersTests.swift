import Testing
import YitiTestKit

extension Web.Pages {
    /// What the page makes of answers, those of others that stand between it and Yiti too.
    @Suite struct PageAnswersTests {
        /// Has the first so many requests for a path answered by what an expression says instead.
        private func answer(_ path: String, _ reply: String, times: Int, in browser: Browser) throws {
            try browser.run(
                """
                const [go, wait] = [fetch, setTimeout]; let left = \(times); window.pauses = [];
                window.fetch = (path, options) => path === '\(path)' && left-- > 0 ? Promise.resolve(\(reply)) : go(path, options);
                window.setTimeout = (work, pause) => { window.pauses.push(pause); return wait(work, pause); };
                """)
        }

        @Test(
            "sends again what was answered by nothing of Yiti's, or with a wish to be asked again, after a pause",
            arguments: [
                "new Response('<h1>Internal Server Error</h1>', { status: 500 })",
                "new Response('<h1>Forbidden</h1>', { status: 403 })",
                "new Response('<h1>Welcome to our hotel</h1>')",
                "new Response('{}')",
                "new Response('', { status: 503, headers: { 'Retry-After': 'Mon, 30 Nov 2026 23:00:00 GMT' } })",
                "Response.json({ op: 'err', code: 'internal', retry: true, text: 'incident 7' }, { status: 500 })",
            ])
        func sendsAgain(_ reply: String) throws {
            try Web.Pages.visiting { browser, _ in
                try answer("/api/say", reply, times: 1, in: browser)
                try Web.Pages.answer("a precious answer", in: browser)
                #expect(try browser.text(".log").contains("a precious answer"))
                #expect(try browser.run("return document.querySelectorAll('.refused').length") == 0)
                #expect(try browser.run("return window.pauses.every((pause) => pause >= 100)") == true)
            }
        }

        @Test("shows a refusal that would last for hours, gives the text back, and goes on with what is said next")
        func longRefusal() throws {
            try Web.Pages.visiting { browser, _ in
                let reply = """
                    Response.json({ op: 'err', code: 'rate_limited', retry: false, retry_after: 68400, text: 'Tomorrow' },
                      { status: 429, headers: { 'Retry-After': '68400' } })
                    """
                try answer("/api/say", reply, times: 1, in: browser)
                try Web.Pages.say("an answer", in: browser)
                try browser.wait(for: "document.querySelector('.refused')?.innerText === 'Tomorrow'")
                #expect(try browser.run("return document.querySelector('#text').value") == "an answer")
                try Web.Pages.say("", in: browser)
                try browser.wait(for: "document.querySelector('.ratings')")
            }
        }

        @Test("says that it can't reach the server while it opens, too, and opens once it can")
        func opens() throws {
            let server = try ServerProcess.shipped()
            let browser = try Browser()
            let script = """
                const go = fetch;
                window.fetch = (path, options) => path === '/api/state' && !window.isWell ? Promise.resolve(new Response('<h1>')) : go(path, options);
                """
            try browser.tell("Page.addScriptToEvaluateOnNewDocument", ["source": .string(script)])
            try browser.open(Web.Pages.address(server))
            try browser.wait(for: "document.querySelector('#status.shown')?.innerText.includes('reach')")
            try browser.run("window.isWell = true")
            try browser.wait(for: "document.querySelector('.asked')")
            withExtendedLifetime(server) {}
        }
    }
}

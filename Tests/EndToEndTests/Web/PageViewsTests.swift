import Testing
import YitiTestKit

extension Web.Pages {
    /// What the views do by themselves, and what leads out of them.
    @Suite struct PageViewsTests {
        @Test("draws progress anew for what has happened, and not for its own asking")
        func asksOnce() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.run(
                    """
                    const go = fetch; window.asked = [];
                    window.fetch = (path, options) => { window.asked.push(path + (options?.body ?? '')); return go(path, options); };
                    window.count = (text) => window.asked.filter((one) => one.includes(text)).length;
                    window.elsewhere = (text) => go('/api/say', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                      body: JSON.stringify({ op: 'cmd', text }) });
                    """)
                try Web.Pages.show("progress", until: ".heat", in: browser)
                for _ in 1...3 {
                    let before = try browser.run("return window.count('/api/state')").number ?? 0
                    try browser.run("window.elsewhere('/help')")
                    try browser.wait(for: "window.count('/api/state') > \(before)")
                }
                #expect(try browser.run("return window.count('/stats')") == 1)
                try browser.run("window.elsewhere('3')")
                try browser.wait(for: "window.count('/stats') === 2")
            }
        }

        @Test(
            "shows the conversation of before, and more of it whenever that is asked for, without moving what is read")
        func older() throws {
            let server = try ServerProcess.shipped()
            let client = WebClient(port: server.webPort)
            for number in 1...45 {
                let question = try #require(try client.say("/next").json["msgs"].array?.last?["ref"].string)
                _ = try client.say("answer number \(number).", re: question)
                _ = try client.say("3")
            }
            let browser = try Browser()
            try browser.open(Web.Pages.address(server) + "healthz")
            try browser.add(cookies: client.cookies)
            try browser.open(Web.Pages.address(server))
            func shows(_ number: Int) -> String {
                "document.querySelector('.log').innerText.includes('number \(number).')"
            }
            func count() throws -> JSON { try browser.run("return document.querySelectorAll('.past .mine').length") }
            try browser.wait(for: "\(shows(45)) && \(shows(36)) && !\(shows(35))")
            #expect(try count() == 10)
            for (first, before) in [(6, 5), (1, 0)] {
                try browser.click(".past > button")
                try browser.wait(for: "\(shows(first)) && !\(shows(before))")
                #expect(try browser.run("return document.activeElement.className") == "log")
            }
            #expect(try count() == 45)
            #expect(try browser.run("return document.querySelector('.past > button') === null") == true)
        }

        @Test("shows after a reload what a mock interview asks, and takes text for it")
        func mock() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.run("document.querySelector('.r3').click()")
                try browser.wait(for: "!document.querySelector('.ratings')")
                try Web.Pages.say("/mock", in: browser)
                let asks = "document.querySelector('.log').innerText.includes('Mock interview, question 1 of 5')"
                try browser.wait(for: asks)
                try browser.reload()
                try browser.wait(for: "document.querySelector('.asked')")
                try browser.wait(for: asks)
                try Web.Pages.say("/skip", in: browser)
                try browser.wait(for: "document.querySelector('.log').innerText.includes('question 2 of 5')")
            }
        }

        @Test("has on the card what a mock interview asks, a follow-up, too, and its button, also after a reload")
        func mockOnCard() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.run("document.querySelector('.r3').click()")
                try browser.wait(for: "!document.querySelector('.ratings')")
                let asked = "document.querySelector('.card .asked')?.innerText"
                let card = "document.querySelector('.card').innerText"
                try Web.Pages.say("/mock", in: browser)
                try browser.wait(for: "\(card).includes('question 1 of 5') && \(asked)")
                let main = try browser.text(".card .asked")
                try Web.Pages.say("my answer", in: browser)
                try browser.wait(
                    for: "\(card).includes('Follow-up') && \(asked) && \(asked) !== \(JSON.string(main).text)")
                let next = try browser.text(".card .asked")
                try browser.picture("mock-phone")
                try browser.reload()
                try browser.wait(for: "\(asked) === \(JSON.string(next).text)")
                #expect(try browser.run("return document.querySelector('.card .others') === null") == true)
                try browser.click(".card button")
                try browser.wait(for: "\(card).includes('question 2 of 5')")
                // With its answers to be rated it is as it is with any that wait.
                try Web.Pages.say("/mock stop", in: browser)
                try browser.wait(for: "document.querySelector('.card .ticks') && document.querySelector('.card .r3')")
            }
        }

        @Test("keeps the focus near where it was when what is pressed is drawn anew, and says that a question has come")
        func focus() throws {
            try Web.Pages.visiting { browser, server in
                try Web.Pages.join(browser)
                try browser.run("document.querySelector('.ticks input').focus()")
                try browser.press(" ")
                // It is ticked at once, and drawn anew when that is answered.
                try browser.wait(for: "document.activeElement.matches('.ticks li:nth-child(2) input')")
                try browser.press("3")
                try browser.wait(for: "!document.querySelector('.ratings')")
                #expect(
                    try browser.run("return document.querySelector('.card').contains(document.activeElement)") == true)
                try Web.Pages.show("settings", until: "select", in: browser)
                try browser.run("document.querySelector('.line button').focus()")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "document.querySelector('.list li')?.innerText.includes('every day')")
                #expect(
                    try browser.run("return document.querySelector('main').contains(document.activeElement)") == true)
                _ = try server.bridge(push: false).advance(24 * 3600)
                try browser.wait(for: "document.querySelector('#status').textContent === 'A question has arrived'")
            }
        }

        @Test("rates and ticks an answer that waits while another question is on the card, by button and by key")
        func ratesBeside() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.say("/next", in: browser)
                try browser.wait(for: "document.querySelector('.others .r3')")
                try browser.click(".others summary")
                try browser.click(".others .ticks input")
                try browser.wait(for: "document.querySelector('.others [open] .ticks input:checked')")
                try browser.picture("beside-phone")
                try browser.run("document.activeElement.blur()")
                try browser.press("3")
                try browser.wait(for: "!document.querySelector('.others') && document.querySelector('.card .asked')")
            }
        }

        @Test("tells whoever does not see it of a question that has been asked for, and moves the focus to its title")
        func announces() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.press("3")
                try browser.run("document.querySelector('.r3')?.click()")
                try browser.wait(for: "!document.querySelector('.ratings') && document.querySelector('.card .primary')")
                try browser.run("document.querySelector('.card .primary').focus()")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "document.querySelector('.card .asked')")
                let said = try browser.text(".chat > [role=status]")
                #expect(try said.contains(browser.text(".card .asked")))
                #expect(try browser.run("return document.activeElement.tagName") == "H1")
                try browser.run("document.querySelector('a[href=\"#questions\"]').focus()")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "document.querySelector('details')")
                #expect(try browser.run("return document.activeElement.matches('nav [aria-current]')") == true)
                try browser.run("location.hash = '#constructor'")
                try browser.wait(for: "document.querySelector('.card .asked')")
            }
        }

        @Test("shows nothing more of an account that has been deleted from the chat, nor its streak")
        func forgets() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.wait(for: "document.querySelector('#streak').textContent !== ''")
                try browser.run(
                    """
                    fetch('/api/say', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ op: 'cmd', text: '/forget' }) })
                      .then((reply) => reply.json()).then((reply) => { window.code = reply.msgs.at(-1).data.code; });
                    """)
                try browser.wait(for: "window.code")
                try Web.Pages.say("/forget \(try browser.run("return window.code").string ?? "")", in: browser)
                try browser.wait(
                    for:
                        "!document.querySelector('.log').innerText.includes('an answer') && document.querySelector('#streak').textContent === ''"
                )
            }
        }

        @Test("opens what a search has found, with one's own answers")
        func search() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.show("questions", until: "details", in: browser)
                try browser.type("loss" + Web.Pages.enter, into: "#words")
                try browser.wait(
                    for: "document.querySelector('.results pre') && document.querySelector('.results details')")
                try browser.picture("search-phone")
                let found = try browser.text(".results pre")
                try browser.click(".results button")
                try browser.wait(for: "document.querySelector('.results pre').innerText !== \(JSON.string(found).text)")
                try browser.click(".results summary")
                try browser.wait(for: "document.querySelector('.results .beside')")
            }
        }

        @Test(
            "brings the newest reply into sight in a low window, and what is on the card where that is the reply",
            arguments: [(640, 360), (360, 480), (320, 570)])
        func newest(_ width: Int, _ height: Int) throws {
            try Web.Pages.visiting(Browser.View(width: width, height: height)) { browser, _ in
                let card = "document.querySelector('.card').getBoundingClientRect()"
                let top = "document.querySelector('main').getBoundingClientRect().top"
                let composer = "document.querySelector('.composer').getBoundingClientRect().top"
                try Web.Pages.join(browser)
                try browser.wait(for: "\(card).top >= \(top) - 1 && \(card).top < \(composer)")
                try browser.run("document.querySelector('.r3').click()")
                try browser.wait(for: "!document.querySelector('.ratings, .waiting')")
                for line in ["/whoami", "/streak", "/nosuch", "/help"] {
                    try Web.Pages.say(line, in: browser)
                    try browser.wait(for: "document.querySelector('.mine:nth-last-child(2)')?.innerText === '\(line)'")
                    let reply = "document.querySelector('.log').lastChild.getBoundingClientRect()"
                    try browser.wait(
                        for: """
                            \(reply).top >= \(top) - 1 && \(reply).top < \(composer) - 16
                              && (\(reply).bottom <= \(composer) || \(reply).height > \(composer) - \(top) - 80)
                            """)
                    if line == "/streak" { try browser.picture("newest-\(width)-\(height)") }
                }
                try Web.Pages.say("/next", in: browser)
                try browser.wait(for: "document.querySelector('.card .asked')")
                try browser.wait(for: "\(card).top >= \(top) - 1 && \(card).top < \(composer)")
            }
        }

        @Test("skips to the content of the view that is shown")
        func skip() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.show("questions", until: "details", in: browser)
                try browser.run("document.querySelector('#skip').click()")
                #expect(try browser.run("return location.hash + document.activeElement.id") == "#questionsmain")
            }
        }

        @Test("shows a key until it is put away, and offers to copy it only where there is a clipboard")
        func key() throws {
            let server = try ServerProcess.shipped()
            let browser = try Browser()
            let script = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
            try browser.tell("Page.addScriptToEvaluateOnNewDocument", ["source": .string(script)])
            try browser.open(Web.Pages.address(server))
            try browser.wait(for: "document.querySelector('.asked')")
            try Web.Pages.answer("an answer", in: browser)
            try browser.wait(for: "document.querySelector('#key code')")
            #expect(try browser.run("return document.querySelectorAll('#key button').length") == 1)
            try browser.press("\u{E00C}")
            try browser.press("\u{E00C}")
            #expect(try browser.run("return document.querySelector('#key code') !== null") == true)
            withExtendedLifetime(server) {}
        }

        @Test(
            "keeps every button on the card in a low window, and the composer in sight",
            arguments: [(640, 360), (320, 256), (640, 256)])
        func low(_ width: Int, _ height: Int) throws {
            try Web.Pages.visiting(Browser.View(width: width, height: height)) { browser, _ in
                try Web.Pages.join(browser)
                try browser.click(".card .ticks input")
                try browser.wait(for: "document.querySelector('.card .ticks input:checked')")
                let isIn = """
                    const card = document.querySelector('.card').getBoundingClientRect();
                    return [...document.querySelectorAll('.card button')].every((one) => one.getBoundingClientRect().bottom <= card.bottom);
                    """
                #expect(try browser.run(isIn) == true)
                let composer = "document.querySelector('.composer').getBoundingClientRect()"
                #expect(try browser.run("return \(composer).bottom <= innerHeight && \(composer).top > 0") == true)
                try browser.picture("low-\(width)-\(height)")
            }
        }
    }
}

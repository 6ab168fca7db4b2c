import Testing
import YitiTestKit

extension Web.Pages {
    @Suite struct PageSettingsTests {
        private let navigation = "document.querySelector('#nav').innerText"

        @Test(
            "another language is that of the whole page at once, title and navigation, in every view and from anywhere")
        func languages() throws {
            try Web.Pages.visiting { browser, server in
                try Web.Pages.join(browser)
                try browser.wait(for: "document.title.startsWith('Chat') && \(navigation).includes('Progress')")
                try Web.Pages.say("/language zh", in: browser)
                try browser.wait(for: "document.title.startsWith('对话') && \(navigation).includes('进度')")
                try browser.wait(for: "document.querySelector('.composer button').innerText === '发送'")
                try browser.wait(for: "document.querySelector('#streak').innerText.includes('连续')")
                try Web.Pages.show("settings", until: "select", in: browser)
                let choice = "document.querySelector('select:has([value=both])')"
                try browser.run("const one = \(choice); one.value = 'en'; one.dispatchEvent(new Event('change'))")
                try browser.wait(for: "document.title.startsWith('Settings') && \(navigation).includes('Progress')")
                try browser.wait(for: "document.querySelector('main').innerText.includes('Time zone')")
                // Elsewhere, while the questions are open here.
                try Web.Pages.show("questions", until: "details", in: browser)
                let first = try browser.openTab()
                try browser.open(Web.Pages.address(server))
                try browser.wait(for: "document.querySelector('.ratings')")
                try Web.Pages.say("/language zh", in: browser)
                try browser.wait(for: "document.title.startsWith('对话')")
                try browser.goTo(tab: first)
                try browser.wait(
                    for: "document.title.startsWith('题库') && document.querySelector('main h1').innerText === '题库'")
            }
        }

        @Test("shows of a subscription its days and until when it is paused")
        func subscription() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.say("/subscribe 08:30 mon-fri", in: browser)
                try browser.wait(for: "document.querySelector('#key code')")
                try browser.click("#key .primary")
                try Web.Pages.say("/pause until 2030-01-02", in: browser)
                try browser.wait(for: "!document.querySelector('.bubble.waiting')")
                try Web.Pages.show("settings", until: ".list li", in: browser)
                let line = try browser.text(".list li")
                #expect(try browser.run("return document.querySelector('.list button').offsetHeight < 50") == true)
                try browser.picture("subscribed-phone")
                #expect(["Mon-Fri", "08:30", "paused until", "2030"].allSatisfy(line.contains), "\(line)")
            }
        }

        @Test(
            "marks a table that is downloaded as UTF-8, which Excel does not take it for otherwise, and nothing else",
            arguments: [("CSV", true), ("Markdown", false)])
        func download(_ name: String, _ isMarked: Bool) throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.show("settings", until: ".danger", in: browser)
                try browser.run(
                    """
                    const go = URL.createObjectURL;
                    URL.createObjectURL = (blob) => { blob.arrayBuffer().then((all) => { window.file = [...new Uint8Array(all)]; }); return go(blob); };
                    [...document.querySelectorAll('main button')].find((one) => one.textContent.startsWith('\(name)')).click();
                    """)
                try browser.wait(for: "window.file")
                #expect(try browser.run("return window.file.slice(0, 3).join() === '239,187,191'") == .bool(isMarked))
            }
        }

        @Test("draws anew what has been set elsewhere, and leaves what is typed and not saved")
        func elsewhere() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.show("settings", until: "select", in: browser)
                try browser.type("Half a na", into: "input[name='/name']")
                for (line, sign) in [
                    ("/subscribe 08:00", "document.querySelector('.list li')"),
                    ("/timezone Asia/Tokyo", "document.querySelector('input[value=\"Asia/Tokyo\"]')"),
                ] {
                    try browser.run(
                        """
                        fetch('/api/say', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                          body: JSON.stringify({ op: 'cmd', text: '\(line)' }) })
                        """)
                    try browser.wait(for: sign)
                }
                #expect(try browser.run("return document.querySelector('input[name=\"/name\"]').value") == "Half a na")
            }
        }

        /// Presses the button of that name.
        private func press(_ name: String, in browser: Browser) throws {
            try browser.run(
                "[...document.querySelectorAll('main button')].find((one) => one.textContent.startsWith('\(name)')).click()"
            )
        }

        @Test(
            "has the focus on keeping everything where it asks whether all is to be deleted, and speaks of what is here"
        )
        func forgets() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.show("settings", until: ".danger", in: browser)
                try browser.click(".danger")
                try browser.wait(for: "document.querySelector('#forget')")
                #expect(try browser.run("return document.activeElement.textContent") == "Not now")
                let text = try browser.text("#forget")
                #expect(text.contains("answers 1") && !text.contains("/"), "\(text)")
                try browser.picture("forget-phone")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "!document.querySelector('dialog')")
                #expect(try browser.run("return document.querySelector('.danger') !== null") == true)
                try browser.click(".danger")
                try browser.wait(for: "document.querySelector('#forget')")
                try browser.click("#forget .danger")
                try browser.wait(for: "!document.querySelector('.danger')")
            }
        }

        @Test("asks before it signs somebody out who has no key to come back with, and shows one instead")
        func signsOut() throws {
            let server = try ServerProcess.shipped()
            let client = WebClient(port: server.webPort)
            _ = try client.say("/name Wei")
            let browser = try Browser()
            try browser.open(Web.Pages.address(server) + "healthz")
            try browser.add(cookies: client.cookies)
            try browser.open(Web.Pages.address(server) + "#settings")
            try browser.wait(for: "document.querySelector('.danger')")
            try press("Sign out", in: browser)
            try browser.wait(for: "document.querySelector('#signout')")
            #expect(try browser.run("return document.activeElement.textContent") == "Not now")
            try browser.picture("signout-phone")
            try browser.press(Web.Pages.enter)
            try browser.wait(for: "!document.querySelector('dialog')")
            #expect(try client.get("/api/state").json["who"]["name"] == "Wei")
            try press("Sign out", in: browser)
            try browser.wait(for: "document.querySelector('#signout')")
            try browser.click("#signout [value=key]")
            try browser.wait(for: "document.querySelector('#key code')")
            try browser.click("#key .primary")
            try browser.wait(for: "document.querySelector('.danger') && !document.querySelector('dialog')")
            // Who has one is not asked.
            try press("Sign out", in: browser)
            try browser.wait(for: "document.querySelector('.asked')")
            #expect(try client.get("/api/state").json["who"] == [:])
            withExtendedLifetime(server) {}
        }

        @Test("says what is to be filled in before it is saved, and sends nothing")
        func empty() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.show("settings", until: "select", in: browser)
                try browser.run(
                    """
                    const go = fetch; window.said = 0;
                    window.fetch = (path, options) => { if (path === '/api/say') window.said += 1; return go(path, options); };
                    """)
                for name in ["Name", "Time zone", "Interview day", "Quiet hours", "Time", "Key"] {
                    try browser.run(
                        """
                        document.querySelector('#status').textContent = '';
                        const form = [...document.querySelectorAll('main form')].find((one) => one.querySelector('.field span, legend').textContent.startsWith('\(name)'));
                        form.querySelectorAll('input:not(.hidden)').forEach((one) => { one.value = ''; });
                        form.querySelector('[type=submit]').click();
                        """)
                    #expect(try browser.text("#status").contains("Fill"), "\(name)")
                    #expect(try browser.run("return document.activeElement.tagName") == "INPUT", "\(name)")
                }
                #expect(try browser.run("return window.said") == 0)
            }
        }

        @Test("has every setting that /settings has, the second reminder too")
        func nudge() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try Web.Pages.show("settings", until: "select", in: browser)
                let choice = "document.querySelector('select:has([value=on])')"
                #expect(try browser.run("return \(choice).value") == "off")
                try browser.run("const one = \(choice); one.value = 'on'; one.dispatchEvent(new Event('change'))")
                try browser.wait(for: "document.querySelector('#status').textContent !== ''")
                try browser.reload()
                try browser.wait(for: "\(choice)?.value === 'on'")
            }
        }
    }
}

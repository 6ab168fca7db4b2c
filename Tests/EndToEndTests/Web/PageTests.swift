import Testing
import YitiTestKit

extension Web.Pages {
    @Suite struct PageTests {
        @Test(
            "a guest is in the middle of a question, answers, gets the key once, rates by key, and is still there after a reload"
        )
        func firstVisit() throws {
            try Web.Pages.visiting { browser, _ in
                try browser.picture("chat-phone-en")
                try Web.Pages.answer("先说框架：训练最小化的是代理损失", in: browser)
                try browser.wait(for: "document.querySelector('#key code')")
                #expect(try browser.text("#key code").count >= 22)
                try browser.click("#key .primary")
                try browser.picture("rate-phone-en")
                // The key points are there to be ticked, and what was ticked is still so after a reload.
                try browser.click(".card .ticks input")
                try browser.wait(for: "document.querySelector('.card .ticks input:checked')")
                try browser.reload()
                try browser.wait(for: "document.querySelector('.card .ticks input:checked')")
                try browser.run("document.activeElement.blur()")
                try browser.press("3")
                try browser.wait(for: "!document.querySelector('.ratings')")
                try browser.reload()
                try browser.wait(for: "document.querySelector('.bubble.mine')")
                #expect(try browser.text(".log").contains("先说框架"))
                #expect(try browser.run("return document.querySelector('dialog') === null") == true)
            }
        }

        @Test("what somebody wrote stays text, whatever it looks like")
        func markup() throws {
            try Web.Pages.visiting { browser, _ in
                let script = "<img src=x onerror=\"document.title='caught'\"><script>document.title='caught'</script>"
                try Web.Pages.answer(script, in: browser)
                try browser.run("document.querySelector('dialog')?.close()")
                try browser.reload()
                try browser.wait(for: "document.querySelector('.bubble.mine')")
                #expect(try browser.text(".bubble.mine") == script)
                #expect(try browser.run("return document.querySelectorAll('main img, main script').length") == 0)
                for (line, view, sign) in [
                    ("/name <img src=x>", "settings", "input[value*=img]"), ("/note " + script, "chat", ".bubble.mine"),
                    ("/search " + script, "questions", "#words"),
                ] {
                    try browser.run("location.hash = '#chat'")
                    try browser.wait(for: "document.querySelector('.bubble.mine')")
                    try browser.type(line + Web.Pages.enter, into: "#text")
                    try browser.wait(for: "!document.querySelector('.bubble.waiting')")
                    try browser.run("location.hash = '#\(view)'")
                    try browser.wait(for: "document.querySelector('\(sign)')")
                    #expect(try browser.run("return document.querySelectorAll('main img, main script').length") == 0)
                }
                try browser.type(script + Web.Pages.enter, into: "#words")
                try browser.wait(for: "document.querySelector('.results section')")
                #expect(try browser.run("return document.querySelectorAll('main img, main script').length") == 0)
                #expect(try browser.run("return document.title").string?.contains("caught") == false)
            }
        }

        @Test("a push appears by itself, in two tabs; a draft survives a reload")
        func push() throws {
            try Web.Pages.visiting { browser, server in
                try browser.type("/subscribe 08:30" + Web.Pages.enter, into: "#text")
                try browser.wait(for: "document.querySelector('#key code')")
                try browser.click("#key .primary")
                try browser.type("/skip" + Web.Pages.enter, into: "#text")
                try browser.wait(for: "!document.querySelector('.asked')")
                try browser.type("half a thought", into: "#text")
                let first = try browser.openTab()
                try browser.open(Web.Pages.address(server))
                try browser.wait(for: "document.querySelector('.card h1')")
                _ = try server.bridge(push: false).advance(24 * 3600)
                try browser.wait(for: "document.querySelector('.asked')")
                let question = try browser.text(".card .ref")
                try browser.goTo(tab: first)
                try browser.wait(for: "document.querySelector('.card .ref')?.innerText === '\(question)'")
                try browser.reload()
                try browser.wait(for: "document.querySelector('#text')?.value === 'half a thought'")
            }
        }

        @Test("is used with the keyboard alone: an answer, the key, a tick, a rating, another view")
        func keyboard() throws {
            try Web.Pages.visiting { browser, _ in
                /// Presses Tab until the focus is on what a selector finds, which has to be seen to have it.
                func reach(_ selector: String) throws {
                    let isThere = "document.activeElement.matches('\(selector)')"
                    for _ in 0..<40 where try browser.run("return \(isThere)") != true { try browser.press("\u{E004}") }
                    let outline = "getComputedStyle(document.activeElement).outlineStyle"
                    #expect(try browser.run("return \(isThere) && \(outline) !== 'none'") == true, "\(selector)")
                }
                try reach("#text")
                for letter in "it depends" { try browser.press(String(letter)) }
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "document.querySelector('#key code')")
                try reach("#key .primary")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "!document.querySelector('dialog') && document.querySelector('.ticks')")
                try reach(".ticks input")
                try browser.press(" ")
                try browser.wait(for: "document.querySelector('.ticks input:checked')")
                try reach(".r3")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "!document.querySelector('.ratings')")
                try reach("a[href=\"#progress\"]")
                try browser.press(Web.Pages.enter)
                try browser.wait(for: "document.querySelector('.heat')")
            }
        }

        @Test("opens somebody's page from a link when they say so, and the code leaves the address bar")
        func link() throws {
            let server = try ServerProcess.shipped()
            let person = try server.connect()
            _ = try person.ask("/name Wei")
            let code = try #require(try person.ask("/web").text.split(separator: "#").last)
            let browser = try Browser()
            try browser.open(Web.Pages.address(server) + "#" + code)
            try browser.wait(for: "document.querySelector('#open')")
            #expect(try browser.text("#open").contains("Wei"))
            #expect(try browser.run("return location.href").string?.contains(code) == false)
            try browser.click("#open .primary")
            try browser.wait(for: "document.querySelector('#nav') && !document.querySelector('#open')")
            try browser.run("location.hash = '#settings'")
            try browser.wait(for: "document.querySelector('input[value=Wei]')")
            withExtendedLifetime(server) {}
        }

        @Test("what was sent while the server was away arrives once it is back, once, and makes one account")
        func away() throws {
            let data = try Scratch()
            let port = try FreePort.find()
            let start = {
                try ServerProcess(["--http-port", String(port), "--data", data.path, "--bank", Program.shippedBank])
            }
            var server = try start()
            let browser = try Web.Pages.visit(server)
            server.kill()
            _ = try server.waitForExit()
            try browser.type("written in the dark" + Web.Pages.enter, into: "#text")
            try browser.wait(for: "document.querySelector('.bubble.waiting')")
            server = try start()
            try browser.wait(for: "document.querySelector('.ratings')")
            try browser.run("document.querySelector('dialog')?.close()")
            try browser.reload()
            try browser.wait(for: "document.querySelector('.bubble.mine')")
            #expect(try browser.run("return document.querySelectorAll('.bubble.mine').length") == 1)
            withExtendedLifetime(server) {}
        }
    }
}

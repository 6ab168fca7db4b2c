import Testing
import YitiTestKit

extension Web.Pages {
    /// A page that is left open.
    @Suite struct NightTests {
        private func sandbox(at instant: String, webPort: Int) throws -> ServerProcess {
            try ServerProcess([
                "--sandbox", "--at", instant, "--bank", Program.shippedBank, "--http-port", "\(webPort)",
            ])
        }

        @Test("goes on by itself after a night in which the server was killed twice, with what a guest was writing")
        func night() throws {
            let port = try FreePort.find()
            var server = try sandbox(at: "2026-03-02T20:00:00Z", webPort: port)
            let browser = try Browser()
            try browser.open("http://127.0.0.1:\(port)/")
            try browser.wait(for: "document.querySelector('.asked')")
            try browser.type("an answer of the evening" + Web.Pages.enter, into: "#text")
            try browser.wait(for: "document.querySelector('#key code')")
            try browser.click("#key .primary")
            try browser.type("half a thought", into: "#text")
            // A sandbox forgets everything with its process: what comes back knows nobody.
            // An account's words go to nobody else, a guest's go on with them.
            for (instant, left) in [("2026-03-02T23:00:00Z", ""), ("2026-03-03T02:00:00Z", "half a thought")] {
                server.kill()
                _ = try server.waitForExit()
                try browser.wait(for: "document.querySelector('#status').textContent.includes('reach')")
                server = try sandbox(at: instant, webPort: port)
                try browser.wait(for: "document.querySelector('.card .asked')")
                try browser.wait(for: "!document.querySelector('#status').textContent.includes('reach')")
                try browser.wait(for: "document.querySelector('#text').value === '\(left)'")
                if left.isEmpty { try browser.type("half a thought", into: "#text") }
            }
            _ = try server.bridge(push: false).advance(to: "2026-03-03T08:00:00Z")
            try browser.run(
                "const text = document.querySelector('#text'); text.value = ''; text.dispatchEvent(new Event('input'))")
            try browser.type("an answer of the morning" + Web.Pages.enter, into: "#text")
            try browser.wait(for: "document.querySelector('.ratings') && document.querySelector('#key code')")
            try browser.run("document.querySelector('#key .primary').click()")
            try browser.wait(for: "!document.querySelector('dialog')")
            #expect(try browser.run("return document.querySelectorAll('.bubble.mine').length") == 1)
            #expect(try browser.run("return document.querySelectorAll('.bubble.waiting').length") == 0)
            // What it hears now comes over a stream of the new server.
            try browser.type("/subscribe 09:00" + Web.Pages.enter, into: "#text")
            try browser.wait(for: "document.querySelector('.log').innerText.includes('09:00')")
            try browser.run("document.querySelector('.r3').click()")
            try browser.wait(for: "!document.querySelector('.ratings')")
            _ = try server.bridge(push: false).advance(to: "2026-03-03T09:00:00Z")
            try browser.wait(for: "document.querySelector('.card .asked')")
            withExtendedLifetime(server) {}
        }

        @Test("shows what its person did on another network while it was cut off, without a reload")
        func elsewhere() throws {
            let server = try ServerProcess.shipped()
            let browser = try Browser()
            try browser.open("http://127.0.0.1:\(server.webPort)/")
            try browser.wait(for: "document.querySelector('.asked')")
            try browser.type("/name Wei" + Web.Pages.enter, into: "#text")
            try browser.wait(for: "document.querySelector('#key code')")
            let key = try browser.text("#key code")
            try browser.click("#key .primary")
            try browser.type("/skip" + Web.Pages.enter, into: "#text")
            try browser.wait(for: "!document.querySelector('.asked')")
            let person = try server.connect()
            #expect(try person.ask("/login \(key)").isDone)
            for line in ["/next", "/answer from the terminal", "3"] { #expect(try person.ask(line).isDone) }
            try browser.wait(for: "document.querySelector('.log').innerText.includes('from the terminal')")
            try browser.wait(for: "document.querySelector('#streak').textContent.includes('1')")
            withExtendedLifetime(server) {}
        }
    }
}

import Testing
import YitiTestKit

extension Web {
    /// The page in a real browser. One test after the other: browsers are large.
    @Suite(.serialized, .enabled(if: Browser.missing == nil, "no browser: \(Browser.missing ?? "")"))
    enum Pages {
        /// The key named Enter, as WebDriver spells it.
        static let enter = "\u{E007}"

        /// Where the page is.
        static func address(_ server: ServerProcess) -> String { "http://127.0.0.1:\(server.webPort)/" }

        /// A guest who has just come.
        static func visit(_ server: ServerProcess, _ view: Browser.View = Browser.View()) throws -> Browser {
            let browser = try Browser(view)
            try browser.open(address(server))
            try browser.wait(for: "document.querySelector('.asked')")
            return browser
        }

        /// A shipped bank's guest, with the server for as long as the test needs it.
        static func visiting(
            _ view: Browser.View = Browser.View(), _ work: (Browser, ServerProcess) throws -> Void
        ) throws {
            let server = try ServerProcess.shipped()
            try withExtendedLifetime(server) { try work(try visit(server, view), server) }
        }

        /// Types a line and sends it.
        static func say(_ text: String, in browser: Browser) throws { try browser.type(text + enter, into: "#text") }

        /// Answers the question on top.
        static func answer(_ text: String, in browser: Browser) throws {
            try say(text, in: browser)
            try browser.wait(for: "document.querySelector('.ratings')")
        }

        /// Gives the answer that makes an account, and puts its key away.
        static func join(_ browser: Browser) throws {
            try answer("an answer", in: browser)
            try browser.wait(for: "document.querySelector('#key code')")
            try browser.click("#key .primary")
            try browser.wait(for: "!document.querySelector('dialog')")
        }

        /// Goes to a view and waits for something of it.
        static func show(_ view: String, until selector: String, in browser: Browser) throws {
            try browser.run("location.hash = '#\(view)'")
            try browser.wait(for: "document.querySelector('\(selector)')")
        }
    }

    @Suite struct BrowserTests {
        @Test("there is a browser to test with, on a build machine that was not told to do without")
        func isThere() { #expect(!Browser.isRequired || Browser.missing == nil, "\(Browser.missing ?? "")") }

        @Test("there are a Prometheus and its promtool, too", arguments: ["prometheus", "promtool"])
        func hasTools(_ name: String) { #expect(!Browser.isRequired || Tool(name) != nil, "there is no \(name)") }
    }
}

internal import Foundation

/// Debian's Chromium without a window, driven over WebDriver.
package final class Browser {
    /// How the page is looked at.
    package struct View: Sendable {
        package var width = 390
        package var height = 844
        package var language = "en-US"
        package var isDark = false

        package init(width: Int = 390, height: Int = 844, language: String = "en-US", isDark: Bool = false) {
            (self.width, self.height, self.language, self.isDark) = (width, height, language, isDark)
        }
    }

    private let driver: ChildProcess
    private let folder: Scratch
    private let client: WebClient
    private let session: String

    private static let chromium = "/usr/bin/chromium"
    private static let chromedriver = "/usr/bin/chromedriver"

    /// Why there is no browser to test with; nil when there is one.
    package static var missing: String? {
        if ProcessInfo.processInfo.environment["YITI_NO_BROWSER"] == "1" { return "YITI_NO_BROWSER says so" }
        let absent = [chromium, chromedriver].first { !FileManager.default.isExecutableFile(atPath: $0) }
        return absent.map { "there is no \($0)" }
    }

    /// Whether a missing browser is a failure: on a build machine that was not told to do without.
    package static var isRequired: Bool {
        let environment = ProcessInfo.processInfo.environment
        return environment["CI"] != nil && environment["YITI_NO_BROWSER"] != "1"
    }

    /// A browser with no history.
    package init(_ view: View = View()) throws {
        folder = try Scratch()
        let port = try FreePort.find()
        driver = try ChildProcess(
            Self.chromedriver, ["--port=\(port)"],
            environment: ["PATH=/usr/bin:/bin", "HOME=\(folder.path)", "TMPDIR=\(folder.path)", "LANG=C.UTF-8"],
            errors: folder.file("errors"), folder: folder.path)
        let client = WebClient(port: port)
        self.client = client
        try YitiTestKit.wait { (try? client.ask("GET", "/status").json["value"]["ready"].bool) ?? false }
        session = try Self.begin(client, view, folder: folder)
        let metrics: JSON = [
            "width": .number(Double(view.width)), "height": .number(Double(view.height)), "deviceScaleFactor": 1,
            "mobile": .bool(view.width < 600),
        ]
        try tell("Emulation.setDeviceMetricsOverride", metrics)
        let scheme: JSON = ["name": "prefers-color-scheme", "value": view.isDark ? "dark" : "light"]
        try tell("Emulation.setEmulatedMedia", ["features": [scheme]])
    }

    /// Has Chromium do what WebDriver has no words for: a command of its DevTools protocol.
    package func tell(_ command: String, _ parameters: JSON) throws {
        _ = try ask("/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
    }

    deinit { _ = try? client.ask("DELETE", "/session/\(session)") }

    private static func begin(_ client: WebClient, _ view: View, folder: Scratch) throws -> String {
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=\(view.language)",
            "--window-size=\(max(500, view.width)),\(view.height)", "--user-data-dir=\(folder.file("profile"))",
        ]
        let options: JSON = [
            "args": .array(arguments.map { .string($0) }),
            "prefs": ["intl.accept_languages": .string(view.language)],
        ]
        let wanted: JSON = ["browserName": "chrome", "goog:chromeOptions": options]
        let reply = try client.ask("POST", "/session", ["capabilities": ["alwaysMatch": wanted]])
        guard let session = reply.json["value"]["sessionId"].string else {
            throw KitFailure("no browser: \(reply.text.prefix(400))")
        }
        return session
    }

    private func ask(_ path: String, _ body: JSON) throws -> JSON {
        let reply = try client.ask("POST", "/session/\(session)" + path, body)
        guard reply.status == 200 else { throw KitFailure("the browser refused \(path): \(reply.text.prefix(400))") }
        return reply.json["value"]
    }

    /// Goes to an address.
    package func open(_ url: String) throws { _ = try ask("/url", ["url": .string(url)]) }

    /// Loads the page anew.
    package func reload() throws { _ = try ask("/refresh", [:]) }

    /// What a script returns.
    @discardableResult
    package func run(_ script: String) throws -> JSON {
        try ask("/execute/sync", ["script": .string(script), "args": []])
    }

    /// Waits until an expression is true.
    package func wait(for expression: String) throws {
        do { try YitiTestKit.wait { try run("return !!(\(expression))").bool ?? false } } catch {
            throw KitFailure("it never came to be: \(expression); the page says \(try text("body").prefix(600))")
        }
    }

    /// The text of what a selector finds first; empty when there is none.
    package func text(_ selector: String) throws -> String {
        try run("return document.querySelector(\(JSON.string(selector).text))?.innerText ?? ''").string ?? ""
    }

    private func element(_ selector: String) throws -> String {
        let found = try ask("/element", ["using": "css selector", "value": .string(selector)])
        guard let id = found.object?.values.first?.string else { throw KitFailure("there is no \(selector)") }
        return id
    }

    /// Types into a field.
    package func type(_ text: String, into selector: String) throws {
        _ = try ask("/element/\(element(selector))/value", ["text": .string(text)])
    }

    /// Presses a button.
    package func click(_ selector: String) throws { _ = try ask("/element/\(element(selector))/click", [:]) }

    /// Presses a key, wherever the focus is.
    package func press(_ key: String) throws {
        let actions: JSON = [["type": "keyDown", "value": .string(key)], ["type": "keyUp", "value": .string(key)]]
        _ = try ask("/actions", ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
    }

    /// Gives it cookies for the page that is open, by name.
    package func add(cookies: [String: String]) throws {
        for (name, value) in cookies {
            let cookie: JSON = ["name": .string(name), "value": .string(value), "path": "/", "httpOnly": true]
            _ = try ask("/cookie", ["cookie": cookie])
        }
    }

    /// Opens another tab and goes on there; the handle of the one before.
    package func openTab() throws -> String {
        let before = try client.ask("GET", "/session/\(session)/window").json["value"].string ?? ""
        let tab = try ask("/window/new", ["type": "tab"])["handle"].string ?? ""
        _ = try ask("/window", ["handle": .string(tab)])
        return before
    }

    /// Goes on in a tab.
    package func goTo(tab: String) throws { _ = try ask("/window", ["handle": .string(tab)]) }

    /// Writes what is seen to `results/NAME.png`, for whoever works on the page to look at.
    package func picture(_ name: String) throws {
        let reply = try client.ask("GET", "/session/\(session)/screenshot").json["value"].string ?? ""
        guard let bytes = Data(base64Encoded: reply) else { throw KitFailure("no picture") }
        try FileManager.default.createDirectory(atPath: "results", withIntermediateDirectories: true)
        try bytes.write(to: URL(fileURLWithPath: "results/\(name).png"))
    }
}

import Foundation
import Logging
import Testing
import YitiServer

@Suite struct ConfigurationLoaderTests {
    private func load(
        _ text: String, flags: ConfigurationFlags = ConfigurationFlags(), environment: [String: String] = [:]
    ) throws -> Configuration {
        let path = NSTemporaryDirectory() + "yiti-\(UUID().uuidString).yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var flags = flags
        flags.file = path
        return try ConfigurationLoader.load(flags, environment: environment)
    }

    private func problems(_ body: () throws -> Configuration) -> [String] {
        do { _ = try body() } catch let failure as ConfigurationFailure {
            return failure.problems.map(\.description)
        } catch { return ["\(error)"] }
        return []
    }

    @Test("flags go before the environment, the environment before the file, the file before the defaults")
    func precedence() throws {
        let file = "data: file\nbank: file\nlog_level: debug\nlisteners: [{port: 1}]"
        let environment = ["YITI_DATA": "environment", "YITI_BANK": "environment", "YITI_PORT": "2"]
        let flags = ConfigurationFlags(port: 3, data: "flag")
        let all = try load(file, flags: flags, environment: environment)
        #expect(all.data == "flag" && all.bank == "environment" && all.logLevel == .debug && all.listeners[0].port == 3)
        let two = try load(file, environment: environment)
        #expect(two.data == "environment" && two.listeners[0].port == 2)
        #expect(try load(file).data == "file")
        #expect(try load("").data == "Data/var")
    }

    @Test("a page that the file has off is on for whoever names it in the environment or by a flag")
    func page() throws {
        #expect(try !load("http: off").web.isOn)
        let flagged = try load("http: off", flags: ConfigurationFlags(webPort: 7666))
        #expect(flagged.web.isOn && flagged.web.listener.port == 7666)
        let environment = ["YITI_HTTP_PORT": "7667"]
        let named = try load("http: off", environment: environment)
        #expect(named.web.isOn && named.web.listener.port == 7667)
        #expect(try !load("", environment: environment.merging(["YITI_HTTP": "off"]) { $1 }).web.isOn)
    }

    @Test("no file at the default place means the defaults, a named one must be there")
    func missingFile() throws {
        #expect(
            problems { try ConfigurationLoader.load(ConfigurationFlags(file: "/nonexistent/a.yaml"), environment: [:]) }
                == ["/nonexistent/a.yaml: there is no such file"])
        #expect(
            problems { try ConfigurationLoader.load(ConfigurationFlags(file: "/etc"), environment: [:]) }
                == ["/etc: it is a folder, where a file was expected"])
        #expect(problems { try load("data: \u{0}") }.count == 1)
    }

    @Test("says which variable or flag is wrong, and what was expected")
    func wrongValues() throws {
        #expect(
            problems { try load("", environment: ["YITI_LIMITS_WINDOW": "many"]) }
                == [#"environment: YITI_LIMITS_WINDOW: expected a whole number from 1 to 256, found "many""#])
        #expect(
            problems { try load("", environment: ["YITI_LIMITS_WINDOWS": "3", "YITI_SOMETHING": "else"]) }
                == ["environment: YITI_LIMITS_WINDOWS: there is no such variable; did you mean YITI_LIMITS_WINDOW?"])
        #expect(
            problems { try load("", environment: ["YITI_BACKUP_DIR": "a"]) }
                == ["environment: YITI_BACKUP_DIR: there is no such variable; did you mean YITI_BACKUP_DIRECTORY?"])
        #expect(
            problems { try load("", environment: ["YITI_HTTP_TLS_CERTIFICATE": "a"]) }.first?.contains("known are ")
                == true)
        #expect(
            problems { try load("", environment: ["YITI_HTTP_ADDRESS": "0.0.0.0"]) }.first?.hasPrefix("environment: ")
                == true)
        #expect(
            problems { try load("", flags: ConfigurationFlags(port: 70_000)) }
                == [#"command line: --port: expected a whole number from 0 to 65535, found "70000""#])
    }

    @Test("the sandbox keeps the rates that were named, by whatever", arguments: [true, false])
    func sandboxRates(byFile: Bool) throws {
        let named =
            byFile
            ? try load("limits: {burst_user: 20}") : try load("", environment: ["YITI_LIMITS_BURST_USER": "20"])
        let limits = named.withoutUnnamedRates.limits
        #expect(limits.rateUserPerSecond == 2 && limits.burstUser == 20 && limits.rateHumanPerSecond == 0)
    }

    @Test("the database and the socket are in the data folder")
    func paths() throws {
        #expect(try load("data: a/b").databasePath == "a/b/yiti.sqlite")
        #expect(try load("data: /a/").socketPath == "/a/yiti.sock")
    }
}

@Suite struct NetworkRangeTests {
    @Test(
        "holds the addresses that begin with its bits",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false), ("172.16.0.0/12", "172.31.255.255", true),
            ("172.16.0.0/12", "172.32.0.0", false),
            ("0.0.0.0/0", "8.8.8.8", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe00::1", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("10.0.0.0/8", "fd00::1", false), ("::1", "::1", true),
            ("10.0.0.0/8", "name", false),
        ])
    func contains(range: String, address: String, isIn: Bool) {
        #expect(NetworkRange(range)?.contains(address) == isIn)
    }

    @Test(
        "is nothing but an address and a number of bits",
        arguments: [
            "", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/+8", "::/129", "a/8", "10.0.0.0/8/8", "1.2.3.4 ",
        ])
    func refuses(text: String) { #expect(NetworkRange(text) == nil) }
}

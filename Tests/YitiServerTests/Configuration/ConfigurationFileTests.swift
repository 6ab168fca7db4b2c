import Testing

@testable import YitiServer

@Suite struct ConfigurationFileTests {
    private func read(_ text: String) -> ConfigurationFile {
        var file = ConfigurationFile(name: "yiti.yaml")
        file.read(text)
        return file
    }

    @Test(
        "says file, line, key, what was expected and what was found",
        arguments: [
            ("data: [a]", #"yiti.yaml:1: data: expected the name of a folder, found a list"#),
            ("\ndata:", "yiti.yaml:2: data: expected the name of a folder, found nothing"),
            (
                "desired_retention: 0.99",
                #"yiti.yaml:1: desired_retention: expected a number from 0.80 to 0.95, found "0.99""#
            ),
            ("backup:\n  hour: noon", #"yiti.yaml:2: backup.hour: expected a whole number from 0 to 23, found "noon""#),
            ("backup: daily", #"yiti.yaml:1: backup: expected keys and values, found "daily""#),
            (
                "limits:\n  window: 257",
                #"yiti.yaml:2: limits.window: expected a whole number from 1 to 256, found "257""#
            ),
            ("limits:\n  windw: 3", "yiti.yaml:2: limits.windw: there is no such key; did you mean window?"),
            ("limts: {}", "yiti.yaml:1: limts: there is no such key; did you mean limits?"),
            (
                "log_level: loud",
                #"yiti.yaml:1: log_level: expected trace, debug, info, notice, warning, error, critical, found "loud""#
            ),
            ("- a", "yiti.yaml:1: expected keys and values, found a list"),
            ("data: a\ndata: b", "yiti.yaml:1: data: this key is there more than once"),
            (
                "limits.window: 5\nlimits:\n  window: 6",
                "yiti.yaml:3: limits.window: this key is there more than once"
            ),
            (
                "listeners:\n  - proxy: {from: 10.0.0.1}",
                #"yiti.yaml:2: listeners[0].proxy.from: expected a list of the proxies' addresses, such as [127.0.0.1], found "10.0.0.1""#
            ),
            ("listeners: []", "yiti.yaml:1: listeners: expected a list of at least one listener, found an empty list"),
            (
                "listeners:\n  - port: 70000",
                #"yiti.yaml:2: listeners[0].port: expected a whole number from 0 to 65535, found "70000""#
            ),
            ("listeners:\n  - prot: 1", "yiti.yaml:2: listeners[0].prot: there is no such key; did you mean port?"),
            (
                "listeners:\n  - mode: both",
                #"yiti.yaml:2: listeners[0].mode: expected auto, bridge, human, found "both""#
            ),
            (
                "listeners:\n  - insecure: maybe",
                #"yiti.yaml:2: listeners[0].insecure: expected true or false, found "maybe""#
            ),
            (
                "listeners:\n  - tls:\n      key: a",
                "yiti.yaml:3: listeners[0].tls: expected certificate and key, each the name of a PEM file, found keys and values"
            ),
            (
                "listeners:\n  - proxy: {from: [nowhere]}",
                #"yiti.yaml:2: listeners[0].proxy.from: expected an IP address, or a range such as 10.0.0.0/8, found "nowhere""#
            ),
        ])
    func problems(text: String, problem: String) {
        #expect(read(text).problems.map(\.description) == [problem])
    }

    @Test("says the line where a file stops being YAML")
    func notYAML() throws {
        let problem = try #require(read("data: a\nlimits: {window: 3").problems.first)
        #expect(problem.place.hasPrefix("yiti.yaml:") && problem.message.hasPrefix("not YAML"))
    }

    @Test("says everything that is wrong at once")
    func everythingAtOnce() {
        #expect(read("date: a\nbackup:\n  hour: 24\n  keep: 0\nlimits:\n  x: 1").problems.count == 4)
    }

    @Test(
        "an empty file, and one with comments only, name nothing", arguments: ["", "# nothing\n", "limits:\n", "---\n"])
    func empty(text: String) {
        let file = read(text)
        #expect(file.problems.isEmpty && file.configuration == Configuration())
    }

    @Test(
        "refuses a clear listener that others can reach unless it is meant",
        arguments: [
            ("0.0.0.0", false), ("::", false), ("192.0.2.7", false), ("127.0.0.1", true),
            ("127.3.2.1", true), ("::1", true), ("localhost", true), ("::ffff:127.0.0.1", true),
            ("::ffff:192.0.2.7", false),
        ])
    func clearListeners(address: String, isFine: Bool) {
        let clear = read("listeners:\n  - address: \"\(address)\"")
        #expect(clear.problems.isEmpty == isFine)
        if !isFine { #expect(clear.problems.first?.message.contains("insecure: true") == true) }
        #expect(read("listeners:\n  - address: \"\(address)\"\n    insecure: true").problems.isEmpty)
        #expect(read("listeners:\n  - address: \"\(address)\"\n    tls: {certificate: a, key: b}").problems.isEmpty)
    }

    @Test("refuses two listeners on one address, but for any free port")
    func twins() {
        #expect(read("listeners:\n  - port: 1\n  - port: 1").problems.count == 1)
        #expect(read("listeners:\n  - port: 0\n  - port: 0").problems.isEmpty)
    }

    @Test("every key of the table can be set by the file and by the environment, and reads back")
    func everyKey() throws {
        for key in ConfigurationKey.all {
            let value = try #require(Self.another(for: key), "\(key.path)")
            let parts = key.path.split(separator: ".")
            let text = parts.count == 2 ? "\(parts[0]):\n  \(parts[1]): \(value)" : "\(key.path): \(value)"
            let file = read(text)
            #expect(file.problems.isEmpty, "\(key.path)")
            #expect(key.value(file.configuration) == value && file.configuration.named == [key.path])
            let others = ConfigurationKey.all.filter { $0.path != key.path }
            #expect(others.allSatisfy { $0.value(file.configuration) == $0.value(Configuration()) }, "\(key.path)")
            let flags = ConfigurationFlags(file: "/dev/null")
            let loaded = try ConfigurationLoader.load(flags, environment: [key.variable: value])
            #expect(loaded == file.configuration, "\(key.path)")
        }
    }

    @Test(
        "shows no password of a database, however its address is written",
        arguments: [
            "postgresql://yiti:secret@db/yiti", "postgresql://yiti:my@secret@db,db2/yiti",
            "postgresql://db/yiti?password=secret",
            "postgres//yiti:secret@db/yiti", "postgresql://yiti:a secret@db/yiti",
            "postgresql://db/a yiti?password=secret",
        ])
    func passwords(address: String) throws {
        let file = read("database: \(address)")
        let shown =
            file.problems.map(\.description) + [ConfigurationKey.named("database")?.value(file.configuration) ?? ""]
        #expect(!shown.joined().contains("secret") && shown.joined().contains("***"))
        let refusal = #expect(throws: (any Error).self) {
            try ConfigurationLoader.load(
                ConfigurationFlags(file: "/dev/null"),
                environment: ["YITI_DATABASE": address, "YITI_LIMITS_WINDOW": "x"])
        }
        #expect(refusal.map { !"\($0)".contains("secret") } == true)
    }

    /// A value that the key takes and that is not its default.
    private static func another(for key: ConfigurationKey) -> String? {
        let candidates = [
            "5", "0.85", "debug", "300", "5000", "::1", "true", "false", "https://yiti.example", "127.0.0.1:1",
            "elsewhere", "postgresql://db.example/yiti",
        ]
        return candidates.first { text in
            var configuration = Configuration()
            return key.set(text, &configuration) && key.value(configuration) == text && configuration != Configuration()
        }
    }
}

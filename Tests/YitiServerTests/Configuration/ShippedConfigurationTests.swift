import Foundation
import Testing

@testable import YitiServer

@Suite struct ShippedConfigurationTests {
    /// `config/yiti.yaml` of the repository.
    private func shipped() throws -> String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appendingPathComponent("config/yiti.yaml"), encoding: .utf8)
    }

    /// The file with the keys that are commented out taken in: `#key:`, and what is indented below it.
    private func uncommented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let rest = line.drop { $0 == " " }
            guard rest.hasPrefix("#"), !rest.dropFirst().hasPrefix(" ") || rest.dropFirst().hasPrefix("  ") else {
                return String(line)
            }
            return String(line.prefix(line.count - rest.count)) + rest.dropFirst()
        }.joined(separator: "\n")
    }

    private func read(_ text: String) -> ConfigurationFile {
        var file = ConfigurationFile(name: "config/yiti.yaml")
        file.read(text)
        return file
    }

    @Test("the shipped file is the defaults")
    func isTheDefaults() throws {
        let file = read(try shipped())
        #expect(file.problems.isEmpty)
        var configuration = file.configuration
        configuration.named = []
        #expect(configuration == Configuration())
    }

    @Test("the shipped file has every key with its default")
    func hasEveryKey() throws {
        let file = read(uncommented(try shipped()))
        #expect(file.problems.isEmpty)
        #expect(file.configuration.named == Set(ConfigurationKey.all.map(\.path) + ["listeners"]))
        for key in ConfigurationKey.all { #expect(key.value(file.configuration) == key.value(Configuration())) }
        let listener = try #require(file.configuration.listeners.first)
        #expect(listener.tls != nil && listener.proxies.map(\.description) == ["10.0.0.0/8"])
    }

    @Test("the shipped file says something about every key")
    func explainsEveryKey() throws {
        let lines = try shipped().split(separator: "\n", omittingEmptySubsequences: false)
        for key in ConfigurationKey.all.map(\.path) + [
            "listeners", "address", "port", "mode", "insecure", "tls", "proxy",
        ] {
            let name = key.split(separator: ".").last ?? ""
            let index = try #require(
                lines.firstIndex { $0.drop { $0 == " " || $0 == "#" }.hasPrefix("\(name):") }, "\(key)")
            #expect(lines[index - 1].contains("# "), "\(key)")
        }
    }

    @Test("the shipped file leaves the sandbox without limits of rates")
    func freesTheSandbox() throws {
        let limits = read(try shipped()).configuration.withoutUnnamedRates.limits
        #expect(limits.rateUserPerSecond == 0 && limits.rateHumanPerSecond == 0)
        #expect(limits.accountsPerHour == 0 && limits.failedAttemptsPerMinute == 0)
    }

    @Test("every limit is a key, and named after its property")
    func everyLimitIsAKey() {
        let properties = Mirror(reflecting: Limits()).children.compactMap(\.label)
        let names = properties.map { property in
            "limits." + property.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
        }
        #expect(Set(names) == Set(ConfigurationKey.limits.map(\.path)))
        #expect(names.count == ConfigurationKey.limits.count)
    }
}

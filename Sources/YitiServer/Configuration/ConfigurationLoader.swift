import Foundation
import YitiCore

/// What the command line says about the configuration; it goes before the environment, and that before the file.
package struct ConfigurationFlags: Hashable, Sendable {
    /// `--config`: the file; nil for the default place, where there may be none.
    package var file: String?
    /// `--port`: the first listener's port.
    package var port: Int?
    /// `--http-port`: the page's port.
    package var webPort: Int?
    /// `--data`: the folder with the database.
    package var data: String?
    /// `--bank`: the folder with the questions.
    package var bank: String?

    /// Flags, none given by default.
    package init(file: String? = nil, port: Int? = nil, webPort: Int? = nil, data: String? = nil, bank: String? = nil) {
        self.file = file
        self.port = port
        self.webPort = webPort
        self.data = data
        self.bank = bank
    }
}

/// Puts a configuration together from the file, the environment and the command line.
package enum ConfigurationLoader {
    /// Where the file is looked for unless `--config` names one.
    package static let defaultFile = "config/yiti.yaml"
    private static let fileBytes = 1 << 20

    /// The configuration, or a ``ConfigurationFailure`` with everything that is wrong.
    ///
    /// Relative paths are taken from the working directory. No file at the default place means the defaults; a file that
    /// `--config` names must be there.
    package static func load(_ flags: ConfigurationFlags, environment: [String: String]) throws -> Configuration {
        var file = ConfigurationFile(name: flags.file ?? defaultFile)
        if let text = try text(flags.file) { file.read(text) }
        var configuration = file.configuration
        var problems = file.problems + apply(environment, to: &configuration) + apply(flags, to: &configuration)
        if let problem = configuration.web.problem {
            let key = configuration.web.listener.isLoopback ? "http.metrics" : "http.address"
            problems.append(
                ConfigurationProblem(
                    place: configuration.places[key] ?? file.name, key: "http", message: problem))
        }
        problems += PortClash.problems(configuration, file: file.name)
        if configuration.isOnPostgres, !configuration.backup.directory.isEmpty {
            problems.append(
                problem(
                    file.name, "backup.directory",
                    "copies are made of a file only; back PostgreSQL up with its own tools (docs/operations.md) and leave this empty"
                ))
        }
        guard problems.isEmpty else { throw ConfigurationFailure(problems: problems) }
        return configuration
    }

    private static func text(_ named: String?) throws -> String? {
        let path = named ?? defaultFile
        guard let handle = FileHandle(forReadingAtPath: path),
            let bytes = try? handle.read(upToCount: fileBytes + 1) ?? Data()
        else {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            if named == nil, !isThere { return nil }
            throw failure(
                path,
                isFolder.boolValue
                    ? "it is a folder, where a file was expected"
                    : isThere ? "this user may not read it" : "there is no such file")
        }
        guard bytes.count <= fileBytes else { throw failure(path, "it is larger than \(fileBytes) bytes") }
        guard let text = String(bytes: bytes, encoding: .utf8) else { throw failure(path, "it is not UTF-8") }
        return text
    }

    private static func failure(_ path: String, _ message: String) -> ConfigurationFailure {
        ConfigurationFailure(problems: [ConfigurationProblem(place: path, key: "", message: message)])
    }

    private static func apply(
        _ environment: [String: String], to configuration: inout Configuration
    ) -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        let rows = ConfigurationKey.all + [.port, .webSwitch]
        for row in rows {
            guard let text = environment[row.variable] else { continue }
            if row.set(text, &configuration) {
                configuration.named.insert(row.path)
                configuration.places[row.path] = "environment"
                // Goes before the file's `http: off`.
                if row.path.hasPrefix("http.") { configuration.web.isOn = true }
            } else {
                let shown = DatabaseAddress.withoutPassword(text)
                problems.append(problem("environment", row.variable, "expected \(row.expected), found \"\(shown)\""))
            }
        }
        let variables = Set(rows.map(\.variable))
        // Other programs may have variables that begin with YITI_; under a section a stranger is a slip.
        let sections = ["YITI_LIMITS_", "YITI_BACKUP_", "YITI_HTTP_"]
        for name in environment.keys.sorted() where !variables.contains(name) {
            guard let section = sections.first(where: { name.hasPrefix($0) }) else { continue }
            let known = variables.filter { $0.hasPrefix(section) }.map { String($0.dropFirst(section.count)) }
            problems.append(problem("environment", name, unknown(name, section, among: known)))
        }
        return problems
    }

    /// What is said of a variable of a section that there is none of.
    private static func unknown(_ name: String, _ section: String, among known: [String]) -> String {
        let rest = String(name.dropFirst(section.count))
        let near = known.map { ($0.hasPrefix(rest) ? 0 : editDistance(rest, $0), $0) }.min { $0 < $1 }
        if let near, near.0 <= max(2, near.1.count / 3) {
            return "there is no such variable; did you mean \(section)\(near.1)?"
        }
        return "there is no such variable; known are \(known.sorted().map { section + $0 }.joined(separator: ", "))"
    }

    private static func apply(
        _ flags: ConfigurationFlags, to configuration: inout Configuration
    ) -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        let given = [
            (ConfigurationKey.port, "--port", flags.port.map(String.init)),
            (ConfigurationKey.named("http.port"), "--http-port", flags.webPort.map(String.init)),
            (ConfigurationKey.named("data"), "--data", flags.data),
            (ConfigurationKey.named("bank"), "--bank", flags.bank),
        ]
        for case (let row?, let flag, let text?) in given {
            configuration.places[row.path] = "command line"
            if row.set(text, &configuration) { continue }
            problems.append(problem("command line", flag, "expected \(row.expected), found \"\(text)\""))
        }
        if flags.webPort != nil {
            configuration.named.insert("http.port")
            configuration.web.isOn = true
        } else if configuration.listeners.first?.port == 0 {
            // Whoever takes any port for the service takes any for the page.
            configuration.web.listener.port = 0
        }
        return problems
    }

    private static func problem(_ place: String, _ key: String, _ message: String) -> ConfigurationProblem {
        ConfigurationProblem(place: place, key: key, message: message)
    }
}

extension ConfigurationKey {
    /// The row of that path, or nil.
    static func named(_ path: String) -> ConfigurationKey? { all.first { $0.path == path } }
}

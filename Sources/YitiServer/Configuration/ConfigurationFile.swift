import Yams
import YitiCore

/// Reads a configuration file into a configuration and collects everything that is wrong with it.
struct ConfigurationFile {
    /// The file's name, as problems cite it.
    let name: String
    private(set) var configuration: Configuration
    private(set) var problems: [ConfigurationProblem] = []

    private static let sections = ["backup", "limits"]

    /// A reader that starts from a configuration; what the file doesn't name stays.
    init(name: String, onto configuration: Configuration = Configuration()) {
        self.name = name
        self.configuration = configuration
    }

    /// Reads YAML. An empty file names nothing.
    mutating func read(_ text: String) {
        do {
            guard let root = try Yams.compose(yaml: text), !Self.isNull(root) else { return }
            guard let mapping = root.mapping else {
                return note(root, "", "expected keys and values, found \(Self.words(root))")
            }
            read(mapping, prefix: "")
        } catch let error as YamlError {
            problems.append(Self.problem(error, file: name))
        } catch {
            problems.append(ConfigurationProblem(place: name, key: "", message: "can't be read as YAML: \(error)"))
        }
    }

    /// Notes a problem at a node's line.
    mutating func note(_ node: Node, _ key: String, _ message: String) {
        problems.append(ConfigurationProblem(place: place(of: node), key: key, message: message))
    }

    /// Remembers where a key has its value from.
    mutating func found(_ key: String, at node: Node) { configuration.places[key] = place(of: node) }

    private func place(of node: Node) -> String { node.mark.map { "\(name):\($0.line)" } ?? name }

    private mutating func read(_ mapping: Node.Mapping, prefix: String) {
        let known = ConfigurationKey.all.filter { $0.path.hasPrefix(prefix) }
        for (keyNode, value) in mapping {
            guard let key = keyNode.string else {
                note(keyNode, prefix, "expected a name, found \(Self.words(keyNode))")
                continue
            }
            let path = prefix + key
            if prefix.isEmpty, Self.sections.contains(key) {
                section(key, keyNode, value)
            } else if path == "listeners" {
                listeners(value)
            } else if path == "http" {
                web(value)
            } else if let row = known.first(where: { $0.path == path }) {
                set(row, value)
            } else {
                let names = known.map { String($0.path.dropFirst(prefix.count)) }.filter { !$0.contains(".") }
                note(
                    keyNode, path,
                    Self.unknown(key, among: names + (prefix.isEmpty ? Self.sections + ["listeners", "http"] : [])))
            }
        }
    }

    private mutating func section(_ key: String, _ keyNode: Node, _ value: Node) {
        if Self.isNull(value) { return }
        guard let mapping = value.mapping else {
            return note(keyNode, key, "expected keys and values, found \(Self.words(value))")
        }
        read(mapping, prefix: key + ".")
    }

    private mutating func set(_ row: ConfigurationKey, _ value: Node) {
        guard let scalar = value.scalar, row.set(Self.isNull(value) ? "" : scalar.string, &configuration) else {
            let shown = DatabaseAddress.withoutPassword(Self.words(value))
            return note(value, row.path, "expected \(row.expected), found \(shown)")
        }
        guard configuration.named.insert(row.path).inserted else {
            return note(value, row.path, "this key is there more than once")
        }
        found(row.path, at: value)
    }

    /// `http: off`, or a section whose keys are a listener's and some of its own.
    private mutating func web(_ value: Node) {
        if Self.isNull(value) { return }
        guard let mapping = value.mapping else { return set(.webSwitch, value) }
        var rest = Node.Mapping([])
        for (keyNode, value) in mapping {
            if let row = ConfigurationKey.web.first(where: { $0.path == "http." + (keyNode.string ?? "") }) {
                set(row, value)
            } else {
                rest[keyNode] = value
            }
        }
        var reader = ListenerReader(key: "http", file: self, listener: configuration.web.listener)
        reader.readSecurity(rest)
        self = reader.file
        configuration.web.listener = reader.listener
    }

    private mutating func listeners(_ value: Node) {
        guard let items = value.sequence, !items.isEmpty else {
            return note(value, "listeners", "expected a list of at least one listener, found \(Self.words(value))")
        }
        configuration.listeners = []
        for (index, item) in items.enumerated() {
            var reader = ListenerReader(key: "listeners[\(index)]", file: self)
            reader.read(item)
            self = reader.file
            configuration.listeners.append(reader.listener)
            found("listeners[\(index)]", at: item)
        }
        configuration.named.insert("listeners")
    }
}

extension ConfigurationFile {
    /// What a value is, in words that follow "found".
    static func words(_ node: Node) -> String {
        if isNull(node) { return "nothing" }
        if node.mapping != nil { return "keys and values" }
        if let items = node.sequence { return items.isEmpty ? "an empty list" : "a list" }
        let text = String((node.scalar?.string ?? "").prefix(60))
        return "\"\(text)\""
    }

    /// What is said of a key that there is none of.
    static func unknown(_ key: String, among names: [String]) -> String {
        let near = names.map { ($0, editDistance(key.lowercased(), $0)) }.filter { $0.1 <= max(2, $0.0.count / 3) }
        guard let closest = near.min(by: { $0.1 < $1.1 }) else {
            return "there is no such key; known are \(names.sorted().joined(separator: ", "))"
        }
        return "there is no such key; did you mean \(closest.0)?"
    }

    /// Whether a value was left out, or is YAML's null.
    static func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private static func problem(_ error: YamlError, file: String) -> ConfigurationProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ConfigurationProblem(place: "\(file):\(mark.line)", key: "", message: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            return ConfigurationProblem(
                place: "\(file):\(context.mark.line)", key: keys.first ?? "",
                message: "this key is there more than once")
        case .reader(let problem, _, _, _):
            return ConfigurationProblem(place: file, key: "", message: "not YAML: \(problem)")
        default: return ConfigurationProblem(place: file, key: "", message: "can't be read as YAML: \(error)")
        }
    }
}

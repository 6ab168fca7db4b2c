import Yams

/// Reads one entry of `listeners`, and what `http` has in common with one.
struct ListenerReader {
    /// How problems call the entry: `listeners[0]`.
    let key: String
    private(set) var file: ConfigurationFile
    private(set) var listener: ListenerConfiguration

    private static let names = ["address", "port", "mode", "insecure", "tls", "proxy"]

    init(key: String, file: ConfigurationFile, listener: ListenerConfiguration = ListenerConfiguration()) {
        self.key = key
        self.file = file
        self.listener = listener
    }

    /// Reads `tls` and `proxy` alone; other keys are not known.
    mutating func readSecurity(_ mapping: Node.Mapping) {
        for (keyNode, value) in mapping {
            switch keyNode.string ?? "" {
            case "tls": security(value)
            case "proxy": proxy(value)
            case let name:
                file.note(
                    keyNode, "\(key).\(name)",
                    ConfigurationFile.unknown(
                        name, among: ["address", "port", "insecure", "tls", "proxy", "public_url", "metrics"]))
            }
        }
    }

    /// Reads the entry; what is wrong goes to ``file``.
    mutating func read(_ node: Node) {
        guard let mapping = node.mapping else {
            return file.note(node, key, "expected keys and values, found \(ConfigurationFile.words(node))")
        }
        for (keyNode, value) in mapping {
            switch keyNode.string ?? "" {
            case "address": address(value)
            case "port": port(value)
            case "mode": mode(value)
            case "insecure": insecure(value)
            case "tls": security(value)
            case "proxy": proxy(value)
            case let name:
                file.note(keyNode, "\(key).\(name)", ConfigurationFile.unknown(name, among: Self.names))
            }
        }
        refuseOpenDoors(node)
    }

    /// A clear listener that others can reach must be meant; two listeners can't share an address.
    private mutating func refuseOpenDoors(_ node: Node) {
        if listener.tls == nil, !listener.isLoopback, !listener.insecure {
            file.note(
                node, key,
                "a clear listener on \(listener.address) lets everybody on the way read along: give it tls, or say "
                    + "insecure: true if that is meant")
        }
        if let other = file.configuration.listeners.map(\.place).first(where: listener.place.clashes) {
            file.note(node, key, "another listener has \(other) already; name another port")
        }
    }

    private mutating func expected(_ what: String, _ name: String, _ node: Node) {
        file.note(node, "\(key).\(name)", "expected \(what), found \(ConfigurationFile.words(node))")
    }

    private mutating func address(_ node: Node) {
        guard let text = node.scalar?.string, text == "localhost" || NetworkRange.octets(of: text) != nil else {
            return expected("an IP address or localhost", "address", node)
        }
        listener.address = text
    }

    private mutating func port(_ node: Node) {
        guard let number = node.scalar.flatMap({ Int($0.string) }), (0...65_535).contains(number) else {
            return expected("a whole number from 0 to 65535", "port", node)
        }
        listener.port = number
    }

    private mutating func mode(_ node: Node) {
        guard let mode = node.scalar.flatMap({ ListenerMode(rawValue: $0.string) }) else {
            return expected(ListenerMode.allCases.map(\.rawValue).joined(separator: ", "), "mode", node)
        }
        listener.mode = mode
    }

    private mutating func insecure(_ node: Node) {
        guard let flag = node.scalar.flatMap({ Bool($0.string) }) else {
            return expected("true or false", "insecure", node)
        }
        listener.insecure = flag
    }

    private mutating func security(_ node: Node) {
        if ConfigurationFile.isNull(node) { return }
        guard let mapping = node.mapping, refuseOthers(than: ["certificate", "key"], in: mapping, "tls") else {
            return expected("certificate and key", "tls", node)
        }
        guard let certificate = mapping["certificate"]?.scalar?.string, let key = mapping["key"]?.scalar?.string,
            !certificate.isEmpty, !key.isEmpty
        else { return expected("certificate and key, each the name of a PEM file", "tls", node) }
        listener.tls = TransportSecurityFiles(certificate: certificate, key: key)
        for (name, value) in mapping { file.found("\(self.key).tls.\(name.string ?? "")", at: value) }
    }

    private mutating func proxy(_ node: Node) {
        if ConfigurationFile.isNull(node) { return }
        guard let mapping = node.mapping, refuseOthers(than: ["from"], in: mapping, "proxy"),
            let list = mapping["from"]
        else { return expected("from, a list of the proxies' addresses", "proxy", node) }
        guard let items = list.sequence, !items.isEmpty else {
            return expected("a list of the proxies' addresses, such as [127.0.0.1]", "proxy.from", list)
        }
        for item in items {
            if let range = item.scalar.flatMap({ NetworkRange($0.string) }) {
                listener.proxies.append(range)
            } else {
                expected("an IP address, or a range such as 10.0.0.0/8", "proxy.from", item)
            }
        }
    }

    /// Notes keys that are not known; true always, so that what is known is still read.
    private mutating func refuseOthers(than names: [String], in mapping: Node.Mapping, _ section: String) -> Bool {
        for (keyNode, _) in mapping where !names.contains(keyNode.string ?? "") {
            let name = keyNode.string ?? ""
            file.note(keyNode, "\(key).\(section).\(name)", ConfigurationFile.unknown(name, among: names))
        }
        return true
    }
}

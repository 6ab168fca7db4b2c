internal import Foundation
internal import Yams

/// A bridge's configuration: a flat YAML file, read strictly. Secrets come from the environment or a file of their own.
public final class BridgeConfiguration {
    /// The network, which is also what variables begin with: `YITI_MATRIX_PASSWORD`.
    public let network: String
    private let path: String
    private let values: [String: [String]]
    private let environment: [String: String]
    /// The keys that somebody has asked for.
    private(set) var asked: Set<String> = []

    /// Reads a file; every key may be left out. Throws ``BridgeFailure``.
    public init(network: String, path: String, environment: [String: String]) throws {
        self.network = network
        self.path = path
        self.environment = environment
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw BridgeFailure(
                .configuration, "can't read \(path): copy config/bridges/\(network).yaml and name it with --config")
        }
        values = try Self.read(text, path)
    }

    private static func read(_ text: String, _ path: String) throws -> [String: [String]] {
        do {
            guard let node = try Yams.compose(yaml: text) else { return [:] }
            guard let mapping = node.mapping else {
                throw BridgeFailure(.configuration, "\(path): expected keys and values")
            }
            var values: [String: [String]] = [:]
            for (key, value) in mapping {
                guard let name = key.string else { throw BridgeFailure(.configuration, "\(path): a key is no name") }
                if let list = value.sequence {
                    values[name] = list.compactMap { $0.scalar?.string }
                } else if let scalar = value.scalar {
                    // Nothing is not the same as an empty list.
                    values[name] = [value.null == nil ? scalar.string : ""]
                } else {
                    throw BridgeFailure(.configuration, "\(path): \(name): expected a value or a list")
                }
            }
            return values
        } catch let error as YamlError {
            throw BridgeFailure(.configuration, "\(path): \(error)")
        }
    }

    /// A key's value; nil when it is empty or not there.
    public func text(_ key: String) -> String? {
        asked.insert(key)
        return values[key]?.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A key's values.
    public func list(_ key: String) -> [String] {
        asked.insert(key)
        return (values[key] ?? []).filter { !$0.isEmpty }
    }

    /// A key that must be there.
    public func required(_ key: String) throws -> String {
        guard let text = text(key) else { throw BridgeFailure(.configuration, "\(path): \(key): is missing") }
        return text
    }

    /// A number; `usual` when it is not there.
    public func number(_ key: String, usual: Double) throws -> Double {
        guard let text = text(key) else { return usual }
        guard let number = Double(text), number > 0, number.isFinite else {
            throw BridgeFailure(.configuration, "\(path): \(key): expected a number above 0, found \(text)")
        }
        return number
    }

    /// A burst and a number a second, from two keys.
    public func rate(_ name: String, usual: RateLimit) throws -> RateLimit {
        RateLimit(
            burst: try number("\(name)_burst", usual: usual.burst),
            perSecond: try number("\(name)_per_second", usual: usual.perSecond))
    }

    /// A secret: `YITI_NETWORK_NAME` in the environment, else the first line of the file that `name_file` names; nil when there is neither.
    public func secret(_ name: String) throws -> String? {
        let variable = "YITI_\(network.uppercased())_\(name.uppercased())"
        let file = text("\(name)_file")
        if let secret = environment[variable], !secret.isEmpty { return secret }
        guard let file else { return nil }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else { throw BridgeFailure(.configuration, "\(path): \(name)_file: can't read a secret from \(file)") }
        return String(line)
    }

    /// Refuses keys that nobody asked for; called when everything was read.
    public func finish() throws {
        let unknown = Set(values.keys).subtracting(asked).sorted()
        guard unknown.isEmpty else {
            throw BridgeFailure(.configuration, "\(path): unknown keys: \(unknown.joined(separator: ", "))")
        }
    }

    /// What every bridge has.
    public func settings() throws -> BridgeSettings {
        let bridge = text("bridge") ?? network
        let names = list("server")
        guard values["server"] != [] else {
            throw BridgeFailure(.configuration, "\(path): server: expected at least one, found an empty list")
        }
        let servers = try (names.isEmpty ? ["127.0.0.1:7171"] : names).map { name in
            guard let server = Endpoint(ofLines: name, port: 7171) else {
                throw BridgeFailure(
                    .configuration, "\(path): server: expected host:port or tls://host:port, found \(name)")
            }
            return server
        }
        guard let token = try secret("token") else {
            let variable = "YITI_\(network.uppercased())_TOKEN"
            throw BridgeFailure(
                .configuration, "\(path): token_file: is missing, and so is \(variable): yiti token create \(bridge)")
        }
        let status = try text("status").map { text in
            guard let endpoint = Endpoint(text) else {
                throw BridgeFailure(.configuration, "\(path): status: expected host:port, found \(text)")
            }
            return endpoint
        }
        return BridgeSettings(
            bridge: bridge, token: token, servers: servers, journal: text("journal") ?? "Data/var/\(bridge).journal",
            status: status)
    }

    /// What opens its connections.
    public func connector() throws -> Connector {
        let proxy = try (secret("proxy") ?? text("proxy")).map { text in
            guard let proxy = Proxy(text) else {
                throw BridgeFailure(.configuration, "\(path): proxy: expected http://host:port or socks5://host:port")
            }
            return proxy
        }
        return try Connector(proxy: proxy, authorities: text("authorities"))
    }
}

import Foundation
import Testing

@testable import YitiBridge

@Suite struct ShippedConfigurationTests {
    private let folder =
        (0..<3).reduce(#filePath) { path, _ in (path as NSString).deletingLastPathComponent } + "/config/bridges/"

    @Test("ships a configuration for each network with every key, and no other", arguments: Networks.names)
    func shipped(_ network: String) async throws {
        let path = folder + network + ".yaml"
        let prefix = "YITI_\(network.uppercased())_"
        let configuration = try BridgeConfiguration(
            network: network, path: path,
            environment: [prefix + "TOKEN": "t", prefix + "BOT_TOKEN": "t", prefix + "PASSWORD": "p"])
        let connector = try configuration.connector()
        let settings = try configuration.settings()
        #expect(
            settings.bridge == network && settings.servers == [Endpoint(host: "127.0.0.1", port: 7171, usesTLS: false)])
        _ = try Networks.make(network, configuration, connector)
        try configuration.finish()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for key in configuration.asked { #expect(text.contains("\n\(key):"), "\(key) is missing in \(path)") }
        await connector.shutDown()
    }

    @Test("has a page and a place in the unit for each network", arguments: Networks.names)
    func page(_ network: String) throws {
        let page = try String(contentsOfFile: folder + "../../docs/bridges/\(network).md", encoding: .utf8)
        #expect(page.contains("yiti token create \(network)") && page.contains("--check"))
    }

    @Test("takes secrets from a file where the environment has none, and says which key is wrong")
    func secrets() throws {
        let scratch = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        try "secret\n".write(toFile: scratch + "/token", atomically: true, encoding: .utf8)
        try "token_file: \(scratch)/token\nserver: [a:1, tls://b]\nnonsense: 1\n".write(
            toFile: scratch + "/x.yaml", atomically: true, encoding: .utf8)
        let configuration = try BridgeConfiguration(network: "x", path: scratch + "/x.yaml", environment: [:])
        let settings = try configuration.settings()
        #expect(settings.token == "secret")
        #expect(settings.servers.map(\.description) == ["a:1", "b:7171"] && settings.servers[1].usesTLS)
        #expect(throws: BridgeFailure(.configuration, "\(scratch)/x.yaml: unknown keys: nonsense")) {
            try configuration.finish()
        }
        #expect(throws: BridgeFailure.self) {
            try BridgeConfiguration(network: "x", path: scratch + "/y", environment: [:])
        }
    }
}

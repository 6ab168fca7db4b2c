import Foundation
import Testing

@testable import YitiServer

/// What `serve` would stumble over is said before it does.
@Suite struct ConfigurationCheckTests {
    private let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
    private var file: String { folder + "/yiti.yaml" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder + "/bank", withIntermediateDirectories: true)
        _ = try TestCertificate.write(to: folder)
        try write("01-a.md", "bank/01-a.md")
        try write(TestCertificate.otherKey, "other.pem")
        try write("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n", "secret.pem")
        try write("text", "text.pem")
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    /// The problems of a configuration, with the folder's name left out.
    private func problems(_ text: String) throws -> [String] {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write(text.replacingOccurrences(of: "DIR", with: folder), "yiti.yaml")
        do {
            try ConfigurationCheck.files(
                of: ConfigurationLoader.load(ConfigurationFlags(file: file), environment: [:]))
        } catch let failure as ConfigurationFailure {
            return failure.problems.map { $0.description.replacingOccurrences(of: folder + "/", with: "") }
        }
        return []
    }

    @Test(
        "files of TLS that can't be used are named with their line, and why",
        arguments: [
            ("certificate.pem", "key.pem", ""),
            ("bank", "key.pem", "certificate: bank: it is a folder, where a PEM file was expected"),
            ("none.pem", "key.pem", "certificate: none.pem: there is no such file"),
            ("text.pem", "key.pem", "certificate: text.pem: it is no certificate in PEM form"),
            (
                "key.pem", "certificate.pem",
                "certificate: key.pem: it is a private key: certificate and key have each other's place"
            ),
            ("certificate.pem", "other.pem", "key: other.pem: it is not the key of the certificate in certificate.pem"),
            (
                "certificate.pem", "secret.pem",
                "key: secret.pem: it is encrypted, and nobody is asked for the passphrase: decrypt it with openssl pkey"
            ),
            (
                "certificate.pem", "certificate.pem",
                "key: certificate.pem: it is a certificate: certificate and key have each other's place"
            ),
            ("certificate.pem", "text.pem", "key: text.pem: it is no private key in PEM form"),
        ])
    func security(certificate: String, key: String, problem: String) throws {
        let found = try problems(
            """
            data: DIR
            bank: \(Self.bank)
            listeners:
              - port: 0
                tls:
                  certificate: DIR/\(certificate)
                  key: DIR/\(key)
            """)
        let line = problem.hasPrefix("key") ? 7 : 6
        #expect(found == (problem.isEmpty ? [] : ["yiti.yaml:\(line): listeners[0].tls.\(problem)"]))
    }

    private static let bank = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../../Data/bank"

    @Test(
        "folders that can't be used, and ports that are wanted twice, are named with their line",
        arguments: [
            ("data: DIR/text.pem", "yiti.yaml:1: data: text.pem is no folder"),
            ("data: DIR\nbackup: {directory: DIR/text.pem/a}", "yiti.yaml:2: backup.directory: text.pem is no folder"),
            ("data: DIR/a/b/c\nbackup: {directory: DIR/d/e}", ""),
            (
                "http: {port: 7171}",
                "yiti.yaml:1: http.port: listeners[0] has 127.0.0.1:7171 already; name another port"
            ),
            (
                "http:\n  port: 7181\n  metrics: 127.0.0.1:7181",
                "yiti.yaml:3: http.metrics: http.port has 127.0.0.1:7181 already; name another port"
            ),
            (
                "listeners: [{port: 7180, address: 0.0.0.0, insecure: true}]\nhttp: {port: 7180}",
                "yiti.yaml:2: http.port: listeners[0] has 0.0.0.0:7180 already; name another port"
            ),
            ("listeners: [{port: 7180}]", ""),
            (
                "listeners:\n  - {port: 7555, address: 0.0.0.0, insecure: true}\n  - port: 7555",
                "yiti.yaml:3: listeners[1]: another listener has 0.0.0.0:7555 already; name another port"
            ),
            (
                "listeners:\n  - port: 7555\n  - {port: 7555, address: localhost}",
                "yiti.yaml:3: listeners[1]: another listener has 127.0.0.1:7555 already; name another port"
            ),
            ("listeners:\n  - port: 7555\n  - {port: 7555, address: '::1'}", ""),
            (
                "listeners:\n  - address: example.com",
                #"yiti.yaml:2: listeners[0].address: expected an IP address or localhost, found "example.com""#
            ),
        ])
    func places(text: String, problem: String) throws {
        let rest = text.contains("data:") ? "" : "\ndata: DIR"
        #expect(try problems("\(text)\nbank: \(Self.bank)\(rest)") == (problem.isEmpty ? [] : [problem]))
    }

    @Test("a bank with errors is refused with the bank's own words")
    func bank() throws {
        let found = try problems("data: DIR\nbank: DIR/bank")
        #expect(found.count == 1 && found[0].hasPrefix("yiti.yaml:2: bank: the bank in bank has "), "\(found)")
    }

    @Test("prints what a listener is behind and speaks with, the page's too")
    func prints() {
        var configuration = Configuration()
        configuration.web.listener.tls = TransportSecurityFiles(certificate: "a.pem", key: "b.pem")
        configuration.web.listener.proxies = ["10.0.0.0/8"].compactMap { NetworkRange($0) }
        configuration.listeners[0].insecure = true
        let lines = ConfigurationCheck.lines(configuration)
        #expect(lines.contains("http: tls a.pem b.pem, behind 10.0.0.0/8"))
        #expect(lines.contains("listener: 127.0.0.1 port 7171, auto, clear, insecure"))
    }

    @Test("a page that is off is said to be off, and nothing of where it would be")
    func webOff() {
        var configuration = Configuration()
        configuration.web.isOn = false
        let lines = ConfigurationCheck.lines(configuration).filter { $0.hasPrefix("http") }
        #expect(lines == ["http: off"])
    }
}

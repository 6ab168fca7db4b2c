import Foundation
internal import NIOSSL

/// A PEM file that TLS can't be spoken with.
struct SecurityFault: Error, CustomStringConvertible {
    /// The key that names the file: `certificate` or `key`.
    let key: String
    let path: String
    /// What is wrong with it, and what to do.
    let message: String

    var description: String { "tls.\(key): \(path): \(message)" }
}

extension TransportSecurityFiles {
    /// What a listener speaks with these files. Throws ``SecurityFault``.
    func configuration() throws -> TLSConfiguration {
        let chain = try Self.certificates(certificate)
        let secret = try Self.key(key)
        var security = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
        security.minimumTLSVersion = .tlsv12
        do {
            _ = try NIOSSLContext(configuration: security)
        } catch {
            throw SecurityFault(
                key: "key", path: key, message: "it is not the key of the certificate in \(certificate)")
        }
        return security
    }

    /// The same, ready for connections. Throws ``SecurityFault``.
    func context() throws -> NIOSSLContext { try NIOSSLContext(configuration: configuration()) }

    private static func certificates(_ path: String) throws -> [NIOSSLCertificate] {
        let text = try text(of: path, "certificate")
        if let chain = try? NIOSSLCertificate.fromPEMBytes(Array(text.utf8)), !chain.isEmpty { return chain }
        throw SecurityFault(
            key: "certificate", path: path,
            message: text.contains("PRIVATE KEY-----")
                ? "it is a private key: certificate and key have each other's place"
                : "it is no certificate in PEM form")
    }

    private static func key(_ path: String) throws -> NIOSSLPrivateKey {
        let text = try text(of: path, "key")
        guard !text.contains("ENCRYPTED") else {
            throw SecurityFault(
                key: "key", path: path,
                message: "it is encrypted, and nobody is asked for the passphrase: decrypt it with openssl pkey")
        }
        if let key = try? NIOSSLPrivateKey(bytes: Array(text.utf8), format: .pem) { return key }
        throw SecurityFault(
            key: "key", path: path,
            message: text.contains("BEGIN CERTIFICATE")
                ? "it is a certificate: certificate and key have each other's place"
                : "it is no private key in PEM form")
    }

    private static func text(of path: String, _ key: String) throws -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            let message = isFolder.boolValue ? "it is a folder, where a PEM file was expected" : "there is no such file"
            throw SecurityFault(key: key, path: path, message: message)
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SecurityFault(key: key, path: path, message: "it can't be read")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

internal import Foundation
package import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Where to connect.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address.
    public var host: String
    /// The port, 1 to 65535.
    public var port: Int
    /// Whether TLS is spoken from the first octet on.
    public var usesTLS: Bool

    /// An endpoint.
    public init(host: String, port: Int, usesTLS: Bool) {
        self.host = host
        self.port = port
        self.usesTLS = usesTLS
    }

    /// Reads `host:port`, `tls://host:port`, `https://host`, `wss://host`; nil for anything else. `port` is the default one.
    public init?(_ text: String, port defaultPort: Int? = nil) {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let scheme = parts.count == 2 ? parts[0].lowercased() : "tcp"
        let ports = ["tcp": defaultPort, "tls": defaultPort, "http": 80, "https": 443, "ws": 80, "wss": 443]
        guard let usual = ports[scheme], let rest = parts.last else { return nil }
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let (host, port) = Self.split(authority), let number = port.isEmpty ? usual : Int(port),
            (1...65_535).contains(number), !host.isEmpty
        else {
            return nil
        }
        self.init(host: host, port: number, usesTLS: ["tls", "https", "wss"].contains(scheme))
    }

    /// Reads `host:port` or `tls://host:port`, and nothing that is an address of something else; `port` is the default one.
    init?(ofLines text: String, port: Int) {
        let rest = text.lowercased().hasPrefix("tls://") ? text.dropFirst("tls://".count) : text[...]
        guard !rest.contains(where: { "/?#".contains($0) }) else { return nil }
        self.init(text, port: port)
    }

    /// Host and port, which may be empty; nil for an address of IPv6 without its brackets, whose end may be a port or not.
    private static func split(_ authority: Substring) -> (host: String, port: String)? {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            return (String(authority[authority.index(after: authority.startIndex)..<end]), String(rest.dropFirst()))
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return parts.count <= 2 ? (parts[0], parts.count == 2 ? parts[1] : "") : nil
    }

    /// As it is written: `host:port`, `[::1]:port`.
    public var description: String { "\(writtenHost):\(port)" }

    /// The host as addresses have it: one of IPv6 in brackets.
    var writtenHost: String { host.contains(":") ? "[\(host)]" : host }

    /// What the `Host` of a request to it is: the usual port is left out.
    var hostHeader: String { port == (usesTLS ? 443 : 80) ? writtenHost : description }
}

/// A proxy that every connection goes through.
public struct Proxy: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case http
        case socks
    }

    let kind: Kind
    let endpoint: Endpoint
    let user: String?
    let password: String?

    /// Reads `http://[user:password@]host:port` or `socks5://…`; nil for anything else.
    public init?(_ text: String) {
        guard let separator = text.range(of: "://"), let kind = Self.kinds[String(text[..<separator.lowerBound])] else {
            return nil
        }
        var rest = text[separator.upperBound...]
        var login: [String] = []
        if let at = rest.lastIndex(of: "@") {
            login = rest[..<at].split(separator: ":", maxSplits: 1).compactMap { $0.removingPercentEncoding }
            rest = rest[rest.index(after: at)...]
        }
        guard let endpoint = Endpoint(String(rest), port: kind == .http ? 8080 : 1080) else { return nil }
        self.kind = kind
        self.endpoint = endpoint
        user = login.first
        password = login.count == 2 ? login[1] : nil
    }

    private static let kinds: [String: Kind] = ["http": .http, "socks5": .socks, "socks5h": .socks]
}

/// Opens connections for HTTP, WebSocket, IRC and the server alike: direct, or through a proxy that resolves the names.
public final class Connector: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let proxy: Proxy?
    private let tls: NIOSSLContext
    private let configuration: TLSConfiguration
    /// How long a connection, and after it the proxy, may take.
    private let timeout: TimeAmount

    /// A connector; `authorities` is a file of certificates to trust besides the system's.
    ///
    /// Throws ``BridgeFailure`` when the file can't be read.
    public convenience init(proxy: Proxy? = nil, authorities: String? = nil) throws {
        try self.init(proxy: proxy, authorities: authorities, timeout: .seconds(10))
    }

    init(proxy: Proxy?, authorities: String?, timeout: TimeAmount) throws {
        self.timeout = timeout
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        self.proxy = proxy
        var configuration = TLSConfiguration.makeClientConfiguration()
        do {
            if let authorities {
                configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(authorities))]
            }
            tls = try NIOSSLContext(configuration: configuration)
        } catch {
            throw BridgeFailure(.configuration, "can't read the certificates in \(authorities ?? ""): \(error)")
        }
        self.configuration = configuration
    }

    private init(_ other: Connector, _ configuration: TLSConfiguration) throws {
        group = other.group
        proxy = other.proxy
        timeout = other.timeout
        self.configuration = configuration
        tls = try NIOSSLContext(configuration: configuration)
    }

    /// A connector that shows a certificate of its own to whom it connects; both files are PEM.
    ///
    /// Throws ``BridgeFailure`` when one can't be read. It is shut down with the one it was made from.
    func presenting(certificate: String, key: String) throws -> Connector {
        var configuration = configuration
        do {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
            return try Connector(self, configuration)
        } catch {
            throw BridgeFailure(.configuration, "can't read the certificate in \(certificate) or its key: \(error)")
        }
    }

    /// Opens a connection; `prepare` adds the handlers, on the event loop, before the first octet is read.
    package func open(
        _ endpoint: Endpoint, prepare: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        let bootstrap = ClientBootstrap(group: group).connectTimeout(timeout).channelOption(
            .socketOption(.so_keepalive), value: 1)
        let tls = tls
        let setUp: @Sendable (any Channel) throws -> Void = { channel in
            if endpoint.usesTLS {
                let name =
                    endpoint.host.contains(":") || endpoint.host.allSatisfy { $0.isNumber || $0 == "." }
                    ? nil : endpoint.host
                try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name))
            }
            try prepare(channel)
        }
        guard let proxy else {
            return try await bootstrap.channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try setUp(channel) }
            }.connect(host: endpoint.host, port: endpoint.port).get()
        }
        let channel = try await bootstrap.channelOption(.autoRead, value: false).connect(
            host: proxy.endpoint.host, port: proxy.endpoint.port
        ).get()
        do {
            try await channel.eventLoop.flatSubmit { [timeout] in
                let done = channel.eventLoop.makePromise(of: Void.self)
                let handler = ProxyHandler(proxy, target: endpoint, timeout: timeout, done: done, setUp: setUp)
                do {
                    try channel.pipeline.syncOperations.addHandler(handler)
                    try channel.syncOptions?.setOption(.autoRead, value: true)
                } catch {
                    done.fail(error)
                }
                return done.futureResult
            }.get()
        } catch {
            try? await channel.close()
            throw error
        }
        return channel
    }

    /// Ends all connections.
    public func shutDown() async { try? await group.shutdownGracefully() }
}

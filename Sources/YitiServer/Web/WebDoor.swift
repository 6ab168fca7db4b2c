internal import HTTPTypes
internal import Hummingbird
import YitiCore

/// Who is let in: which hosts are served, from which pages changes may come, and whom a request counts for.
struct WebDoor: Sendable {
    private let configuration: WebConfiguration
    private let origin: WebOrigin?

    /// The door of a listener.
    init(_ configuration: WebConfiguration) {
        self.configuration = configuration
        origin = WebOrigin(configuration.publicURL)
    }

    private static let localHosts: Set<String> = ["localhost", "127.0.0.1", "::1"]

    /// Why a request is turned away before it is looked at; nil when it is let in.
    func refusal(of request: Request, _ context: WebContext) -> Response? {
        // The first is the authority; RFC 9112, 3.2 has a request with a second refused.
        if Self.host.map({ request.headers.contains($0) }) ?? false { return WebResponses.twoHosts }
        return serves(request, context) ? nil : WebResponses.misdirected
    }

    private static let host = HTTPField.Name("Host")

    /// Whether anything is served under the name that a request asks for: the public one, the listener's address, or this machine's.
    /// Another name may be anybody's who made it point here.
    private func serves(_ request: Request, _ context: WebContext) -> Bool {
        guard let authority = request.head.authority?.lowercased() else { return false }
        if let origin, WebOrigin.withoutUsualPort(authority, scheme: origin.scheme) == origin.host { return true }
        guard let name = Self.name(of: authority) else { return false }
        return Self.localHosts.contains(name) || Self.isSame(name, configuration.listener.address)
            || context.channel.localAddress?.ipAddress.map { Self.isSame(name, $0) } ?? false
    }

    /// Whether what is one person's may be read: another page's request has their cookie, too, where it is on another port of this host, and
    /// a stream that it held would take their pushes. Browsers say by themselves where a request comes from (Fetch Metadata).
    func mayRead(_ request: Request) -> Bool {
        guard let site = Self.fetchSite.flatMap({ request.headers[$0] }) else { return true }
        return site == "same-origin" || site == "none"
    }

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// Whether a change comes from the page itself: from the same host and port, or from the public address.
    func comesFromThePage(_ request: Request) -> Bool {
        guard let from = request.headers[.origin].flatMap({ WebOrigin($0) }) else { return false }
        if from == origin { return true }
        guard let authority = request.head.authority else { return false }
        return WebOrigin.withoutUsualPort(authority, scheme: from.scheme) == from.host
    }

    /// Why a change does not come from the page, and what to do about it: it came as a proxy, or another page, has it.
    func foreign(_ request: Request) -> Refusal {
        let from = request.headers[.origin].flatMap { WebOrigin($0) }
        let here = WebOrigin("\(configuration.isSecure ? "https" : "http")://\(request.head.authority ?? "localhost")")
        return .foreignOrigin(from?.text, own: (origin ?? here)?.text ?? "")
    }

    /// Where a request comes from. Of listed proxies the client is the rightmost address that they did not add for one another.
    func client(of request: Request, _ context: WebContext) -> PeerAddress {
        let peer = context.peer
        let forwarded = request.headers[values: Self.forwardedFor]
        guard !forwarded.isEmpty else { return peer }
        guard isProxy(peer.text) else { return PeerAddress(text: peer.text, isLoopback: false) }
        let addresses = forwarded.joined(separator: ",").split(separator: ",").map { Self.address(in: String($0)) }
        let client = addresses.last { !($0.map(isProxy) ?? false) } ?? addresses.first ?? nil
        return PeerAddress(text: client ?? peer.text, isLoopback: false)
    }

    /// The address in an entry of `X-Forwarded-For`: some proxies put the port behind it, and IPv6 in brackets. Nil for what is none, for
    /// which the proxy itself stands: else everything that a client makes up would be an address of its own.
    private static func address(in entry: String) -> String? {
        let text = entry.trimmingSpaces()
        return [text, name(of: text)].lazy.compactMap(\.self).first { NetworkRange.octets(of: $0) != nil }
    }

    /// Whether two texts name the same host; an IPv4 address is itself in its IPv6 form, too, which is how a listener on `::` has it.
    private static func isSame(_ name: String, _ other: String) -> Bool {
        guard let octets = NetworkRange.plainOctets(of: name) else { return name == other.lowercased() }
        return octets == NetworkRange.plainOctets(of: other)
    }

    private func isProxy(_ address: String) -> Bool {
        configuration.listener.proxies.contains { $0.contains(address) }
    }

    /// The host without its port, and without the brackets of IPv6; nil where what follows the host is no port (RFC 3986, 3.2).
    private static func name(of authority: String) -> String? {
        let isBracketed = authority.hasPrefix("[")
        let name = authority.dropFirst(isBracketed ? 1 : 0).prefix { $0 != (isBracketed ? "]" : ":") }
        let rest = authority[name.endIndex...].dropFirst(isBracketed ? 1 : 0)
        let hasPort = rest.hasPrefix(":") && rest.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
        return rest.isEmpty || hasPort ? String(name) : nil
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
}

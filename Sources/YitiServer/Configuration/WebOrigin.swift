import YitiCore

/// Where a page comes from, as a browser names it: `https://yiti.example`, a port only where it is not the usual one.
struct WebOrigin: Hashable, Sendable {
    let scheme: String
    /// The host as `Host` names it, lower case, with its port unless that is the usual one.
    let host: String

    /// Reads an origin; a slash at the end is passed over, a path is none.
    init?(_ text: String) {
        let plain = (text.hasSuffix("/") ? String(text.dropLast()) : text).lowercased()
        let parts = plain.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, ["http", "https"].contains(parts[0]), !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ Self.hostOctets.contains($0) })
        else { return nil }
        scheme = String(parts[0])
        host = Self.withoutUsualPort(String(parts[1]), scheme: scheme)
    }

    /// The host of a `Host` header as origins spell it.
    static func withoutUsualPort(_ host: String, scheme: String) -> String {
        let usual = scheme == "https" ? ":443" : ":80"
        let lowered = host.lowercased()
        return lowered.hasSuffix(usual) ? String(lowered.dropLast(usual.count)) : lowered
    }

    /// As browsers spell it, short enough to repeat in a sentence.
    var text: String { "\(scheme)://\(host)".truncated(toColumns: Self.textColumns) }

    private static let textColumns = 80
    private static let hostOctets = Set("abcdefghijklmnopqrstuvwxyz0123456789.-:[]".utf8)
}

internal import HTTPTypes
internal import Hummingbird

/// The cookie that holds a session. Its name has the port, since browsers send cookies to every port of a host; over https it is bound to
/// that host and to https.
struct WebCookie: Sendable {
    let name: String
    private let isSecure: Bool

    private static let ageSeconds = 31_536_000

    /// The cookie of a listener that was bound to a port.
    init(port: Int, isSecure: Bool) {
        self.isSecure = isSecure
        name = (isSecure ? "__Host-" : "") + "yiti_\(port)"
    }

    /// What a request brings; nil for none, and for what no server of ours has set.
    func value(in request: Request) -> String? {
        for line in request.headers[values: .cookie] {
            for pair in line.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name[...],
                    (16...64).contains(parts[1].utf8.count)
                else { continue }
                return String(parts[1])
            }
        }
        return nil
    }

    /// The header that sets it.
    func setting(_ value: String) -> String { line(value, seconds: Self.ageSeconds) }

    /// The header that takes it away.
    var removing: String { line("", seconds: 0) }

    private func line(_ value: String, seconds: Int) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}

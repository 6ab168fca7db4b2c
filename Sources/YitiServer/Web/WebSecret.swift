internal import Crypto
import Foundation

/// What cookies of sessions are made with where a first request may come twice.
///
/// A browser whose cookie nobody knows any more may send a message, lose the answer and with it the new cookie, and send the message again
/// under the old one, perhaps to the next process. Both have to come to one session, so the new cookie follows from the old one, the
/// message's `mid` and this secret. Whoever put the old cookie into the browser knows no `mid` of the page's, which are 96 random bits.
struct WebSecret: Sendable {
    private let key: SymmetricKey

    private static let cookieOctets = 16

    /// The secret as a store keeps it.
    init(_ text: String) { key = SymmetricKey(data: Data(text.utf8)) }

    /// The cookie that takes the place of an unknown one when a message begins a session.
    func cookie(after unknown: String, mid: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(unknown) \(mid)".utf8), using: key)
        return code.prefix(Self.cookieOctets).map { octet in
            (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }.joined()
    }
}

internal import Crypto
import Foundation

/// Secrets: how they are made, kept and compared (quality, section 3).
package enum Secrets {
    /// Letters and digits that are not mistaken for each other (Crockford's base 32, in lower case).
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// A token or key of 160 random bits: 32 letters and digits.
    package static func token() -> String { code(length: 32) }

    /// A code of so many letters and digits, 5 random bits each.
    package static func code(length: Int) -> String {
        var random = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in letters[Int(random.next() & 31)] })
    }

    /// What is kept of a secret: its SHA-256, 32 octets. Case and hyphens count for nothing, since people copy keys by hand.
    package static func hash(_ secret: String) -> [UInt8] {
        let plain = secret.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        return Array(SHA256.hash(data: Data(plain.utf8)))
    }

    /// What tells two texts apart without keeping them: the first 16 octets of SHA-256 in hexadecimal.
    package static func fingerprint(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = SHA256.hash(data: Data(text.utf8)).prefix(16)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Whether two hashes are the same, in a time that does not tell where they differ.
    package static func areSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

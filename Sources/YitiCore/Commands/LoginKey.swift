/// A key behind the word that logs in, without a slash and however it is parted: `login KEY`, `Login: KEY`, `登录KEY`. It is nobody's answer,
/// and to store it as one or to repeat it would give it away.
enum LoginKey {
    private static let words = ["login", "log in", "登录", "登陆", "登入"]
    /// The longest of them, and as much before it that is passed over.
    private static let longestOpening = 12
    /// A key has 32 letters and digits, hyphens apart; one that was cut or mistyped is meant as a key, too.
    private static let lengths = 16...80

    /// The key that a line gives; nil for all others.
    static func standing(in line: String) -> String? {
        guard (lengths.lowerBound...200).contains(line.utf8.count) else { return nil }
        let opening = String(line.prefix(longestOpening)).recognised.lowercased()
        guard let word = words.first(where: opening.hasPrefix) else { return nil }
        let text = line.recognised.withoutEndPunctuation
        let rest = text.dropFirst(word.count)
        let key = rest.drop { $0.isWhitespace || ":=,，-".contains($0) }
        guard word.containsChinese || key.startIndex > rest.startIndex, isKey(key) else { return nil }
        return String(key)
    }

    private static func isKey(_ word: Substring) -> Bool {
        lengths.contains(word.utf8.count) && word.contains(where: \.isNumber)
            && word.utf8.allSatisfy { byte in
                byte == 45 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            }
    }
}

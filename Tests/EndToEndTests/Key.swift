import YitiTestKit

/// The key of a person's account, as they would find it in what the server says.
enum Key {
    /// Sends a line that makes an account, and takes the key out of the reply.
    static func made(by client: LineClient, _ line: String) throws -> String {
        let reply = try client.ask(line)
        guard reply.isDone, let key = key(in: reply.text) else { throw KitFailure("no key in \(reply)") }
        return key
    }

    /// The longest word that could be 128 random bits.
    static func key(in text: String) -> String? {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")) }
        return words.map(String.init).filter { $0.count >= 22 && $0.contains(where: \.isNumber) }.max {
            $0.count < $1.count
        }
    }
}

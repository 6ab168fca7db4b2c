/// The spelling of ids in a bank.
package enum BankIds {
    /// Whether it can be a topic's id: a lower-case ASCII letter, then lower-case letters and digits, 24 at most.
    package static func isTopic(_ id: some StringProtocol) -> Bool {
        guard let first = id.utf8.first, isLetter(first), id.utf8.count <= BankLimits.topicIdLength else {
            return false
        }
        return id.utf8.allSatisfy { isLetter($0) || isDigit($0) }
    }

    /// Topic and number of a question's id (`loss-04` → `loss`, 4), or nil when it is none.
    package static func parts(of id: some StringProtocol) -> (topic: String, number: Int)? {
        let halves = id.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, isTopic(halves[0]), BankLimits.numberDigits.contains(halves[1].utf8.count),
            halves[1].utf8.allSatisfy(isDigit), let number = Int(halves[1])
        else { return nil }
        return (String(halves[0]), number)
    }

    /// The id of a topic's question by its number: `loss`, 4 → `loss-04`.
    package static func question(_ topic: String, _ number: Int) -> String {
        topic + (number < 10 ? "-0" : "-") + String(number)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// Ids of questions as people type them.
enum QuestionIDs {
    /// The id in its canonical spelling (`LOSS-4` → `loss-04`), whether or not the bank has such a question; nil for what is no id.
    static func canonical(_ word: String) -> String? {
        let lower = word.lowercased()
        guard let hyphen = lower.firstIndex(of: "-") else { return nil }
        let digits = lower[lower.index(after: hyphen)...]
        let padded = digits.utf8.count == 1 ? "\(lower[..<hyphen])-0\(digits)" : lower
        return BankIds.parts(of: padded) == nil ? nil : padded
    }
}

extension JSONValue {
    /// The number, also where it is written as a text; nil when it is none.
    var amount: Double? { number ?? string.flatMap { Double($0) } }

    /// A text, or a whole number as one: how networks write ids.
    var identifier: String? { string.flatMap { $0.isEmpty ? nil : $0 } ?? integer.map(String.init) }
}

extension HTTPAnswer {
    /// The most that is waited for, in seconds: whoever wants more is asked again then.
    static let maxWait = 86_400.0

    /// For how many seconds the other side wants nothing: what `named` says in so many parts of a second, else the header; nil when neither
    /// is a number.
    func retryAfter(_ named: JSONValue, partsOfSecond: Double = 1) -> Double? {
        let seconds = named.amount.map { $0 / partsOfSecond } ?? header("Retry-After").flatMap { Double($0) }
        return seconds.flatMap { $0.isFinite ? min(max(0, $0), Self.maxWait) : nil }
    }
}

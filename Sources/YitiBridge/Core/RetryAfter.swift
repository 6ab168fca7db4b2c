internal import Foundation

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
    /// says any. `now` is in seconds since 1970.
    func retryAfter(_ named: JSONValue, partsOfSecond: Double = 1, now: Double = EngineRunner.now) -> Double? {
        let seconds = named.amount.map { $0 / partsOfSecond } ?? header("Retry-After").flatMap { wait($0, now) }
        return seconds.flatMap { $0.isFinite ? min(max(0, $0), Self.maxWait) : nil }
    }

    /// Seconds, or until a date (RFC 9110, 10.2.3), by the other side's clock where it tells that.
    private func wait(_ text: String, _ now: Double) -> Double? {
        Double(text) ?? Self.instant(text).map { $0 - (header("Date").flatMap(Self.instant) ?? now) }
    }

    private static func instant(_ date: String) -> Double? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: date)?.timeIntervalSince1970
    }
}

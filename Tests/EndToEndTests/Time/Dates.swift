import YitiTestKit

/// Dates as the wire writes them, reckoned here apart from the server's own reckoning.
enum Dates {
    /// The date so many days after another: `2026-02-28` and 1 is `2026-03-01`.
    static func date(_ start: String, plus days: Int) throws -> String { text(of: try number(of: start) + days) }

    /// The instant so many seconds after another.
    static func instant(_ start: String, plus seconds: Int) throws -> String {
        let total = try self.seconds(of: start) + seconds
        let day = total >= 0 ? total / 86_400 : (total - 86_399) / 86_400
        let rest = total - day * 86_400
        return "\(text(of: day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SSZ`.
    static func seconds(of instant: String) throws -> Int {
        let parts = instant.split { "T:Z".contains($0) }.map(String.init)
        guard parts.count == 4, let hour = Int(parts[1]), let minute = Int(parts[2]), let second = Int(parts[3]) else {
            throw KitFailure("no instant: \(instant)")
        }
        return try number(of: parts[0]) * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func number(of date: String) throws -> Int {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { throw KitFailure("no date: \(date)") }
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let dayOfYear = (153 * ((parts[1] + 9) % 12) + 2) / 5 + parts[2] - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }

    private static func text(of number: Int) -> String {
        var year = 1970
        var rest = number
        while rest >= length(year) { (rest, year) = (rest - length(year), year + 1) }
        var month = 1
        let lengths = [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while rest >= lengths[month - 1] { (rest, month) = (rest - lengths[month - 1], month + 1) }
        return "\(year)-\(two(month))-\(two(rest + 1))"
    }

    private static func length(_ year: Int) -> Int { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365 }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The POSIX rule in the footer of a TZif file (RFC 9636, section 3.3; POSIX.1-2024, TZ): what holds after the last transition.
struct TimeZoneRule: Hashable, Sendable {
    /// A date and time of the year at which the offset changes.
    struct Shift: Hashable, Sendable {
        enum Date: Hashable, Sendable {
            /// `Jn`: day 1...365, 29 February never counted.
            case julian(Int)
            /// `n`: day 0...365, 29 February counted.
            case ordinal(Int)
            /// `Mm.w.d`: weekday `d` (0 is Sunday) of week `w` (5 is the last) of month `m`.
            case month(Int, week: Int, weekday: Int)
        }

        var date: Date
        /// Seconds after local midnight; from −167 h to 167 h (RFC 9636's extension).
        var second: Int

        /// Days since 1970 of the change in a year.
        func day(in year: Int) -> Int {
            guard let first = Day(year: year, month: 1, day: 1) else { return 0 }
            switch date {
            case .julian(let number):
                let leap = Day.length(ofMonth: 2, year: year) == 29 && number >= 60
                return first.number + number - 1 + (leap ? 1 : 0)
            case .ordinal(let number): return first.number + number
            case .month(let month, let week, let weekday):
                guard let start = Day(year: year, month: month, day: 1) else { return first.number }
                let ahead = (weekday - (start.weekday + 1) % 7 + 7) % 7
                let date = 1 + ahead + (week - 1) * 7
                let length = Day.length(ofMonth: month, year: year)
                return start.number + (date > length ? date - 7 : date) - 1
            }
        }
    }

    /// Seconds east of UTC without daylight saving.
    var standard: Int
    /// Seconds east of UTC with it, and when it begins and ends; nil without.
    var saving: (offset: Int, begins: Shift, ends: Shift)?

    static func == (left: TimeZoneRule, right: TimeZoneRule) -> Bool {
        left.standard == right.standard && left.saving?.offset == right.saving?.offset
            && left.saving?.begins == right.saving?.begins && left.saving?.ends == right.saving?.ends
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(standard)
        hasher.combine(saving?.offset)
    }

    /// The transitions of a year, as (instant, offset after), in order.
    func transitions(in year: Int) -> [(at: Int64, offset: Int)] {
        guard let saving else { return [] }
        let begins = Int64(saving.begins.day(in: year)) * 86_400 + Int64(saving.begins.second - standard)
        let ends = Int64(saving.ends.day(in: year)) * 86_400 + Int64(saving.ends.second - saving.offset)
        return [(begins, saving.offset), (ends, standard)].sorted { $0.at < $1.at }
    }
}

extension TimeZoneRule {
    /// Reads a TZ string; nil when it is not one.
    init?(_ text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard scanner.skipName(), let west = scanner.offset(limitHours: 24) else { return nil }
        standard = -west
        guard !scanner.isAtEnd else { return }
        guard scanner.skipName() else { return nil }
        var ahead = standard + 3600
        if !scanner.isNext(","), let west = scanner.offset(limitHours: 24) { ahead = -west }
        guard scanner.take(","), let begins = scanner.change(), scanner.take(","), let ends = scanner.change(),
            scanner.isAtEnd
        else { return nil }
        saving = (ahead, begins, ends)
    }

    /// Walks over a TZ string.
    private struct Scanner {
        var bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position >= bytes.count }

        func isNext(_ character: Character) -> Bool {
            position < bytes.count && bytes[position] == character.asciiValue
        }

        mutating func take(_ character: Character) -> Bool {
            guard isNext(character) else { return false }
            position += 1
            return true
        }

        mutating func skipName() -> Bool {
            let start = position
            if take("<") {
                while !isAtEnd, !isNext(">") { position += 1 }
                return take(">")
            }
            while position < bytes.count, (bytes[position] | 32) >= 97, (bytes[position] | 32) <= 122 { position += 1 }
            return position - start >= 3
        }

        mutating func number(limit: Int) -> Int? {
            let start = position
            var value = 0
            while position < bytes.count, (48...57).contains(bytes[position]), position - start < 4 {
                value = value * 10 + Int(bytes[position] - 48)
                position += 1
            }
            return position > start && value <= limit ? value : nil
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func offset(limitHours: Int) -> Int? {
            let negative = take("-")
            if !negative { _ = take("+") }
            guard let hours = number(limit: limitHours) else { return nil }
            var seconds = hours * 3600
            if take(":") {
                guard let minutes = number(limit: 59) else { return nil }
                seconds += minutes * 60
                if take(":") {
                    guard let rest = number(limit: 59) else { return nil }
                    seconds += rest
                }
            }
            return negative ? -seconds : seconds
        }

        mutating func change() -> Shift? {
            guard let date = date() else { return nil }
            guard take("/") else { return Shift(date: date, second: 7200) }
            return offset(limitHours: 167).map { Shift(date: date, second: $0) }
        }

        private mutating func date() -> Shift.Date? {
            if take("J") { return number(limit: 365).map { .julian($0) } }
            guard take("M") else { return number(limit: 365).map { .ordinal($0) } }
            guard let month = number(limit: 12), month >= 1, take("."), let week = number(limit: 5), week >= 1,
                take("."),
                let weekday = number(limit: 6)
            else { return nil }
            return .month(month, week: week, weekday: weekday)
        }
    }
}

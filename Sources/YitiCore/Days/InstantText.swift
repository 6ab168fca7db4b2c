extension Instant {
    /// The instant as RFC 3339 in UTC: `2026-03-08T07:30:00Z`.
    package var text: String {
        let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let days = Int(remainder < 0 ? quotient - 1 : quotient)
        let rest = Int(remainder < 0 ? remainder + 86_400 : remainder)
        let (year, month, day) = Day(number: days).civil
        guard (0...9999).contains(year) else { return "\(Day(number: days).text)T\(Instant.clock(rest))Z" }
        return String(unsafeUninitializedCapacity: 20) { bytes in
            Instant.put(year / 100, bytes, at: 0)
            Instant.put(year % 100, bytes, at: 2)
            Instant.put(month, bytes, at: 5)
            Instant.put(day, bytes, at: 8)
            Instant.put(rest / 3600, bytes, at: 11)
            Instant.put(rest / 60 % 60, bytes, at: 14)
            Instant.put(rest % 60, bytes, at: 17)
            for (sign, position) in zip("--T::Z".utf8, [4, 7, 10, 13, 16, 19]) { bytes[position] = sign }
            return 20
        }
    }

    /// `HH:MM:SS` of a second of the day.
    private static func clock(_ second: Int) -> String {
        "\(Day.padded(second / 3600, 2)):\(Day.padded(second / 60 % 60, 2)):\(Day.padded(second % 60, 2))"
    }

    /// Two digits.
    private static func put(_ number: Int, _ bytes: UnsafeMutableBufferPointer<UInt8>, at position: Int) {
        bytes[position] = UInt8(ascii: "0") + UInt8(number / 10)
        bytes[position + 1] = UInt8(ascii: "0") + UInt8(number % 10)
    }

    /// Reads RFC 3339 with `Z` or an offset, in either case; a fraction of a second is dropped. Nil for what is no instant.
    package init?(text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Instant.number(bytes[0..<4]), let month = Instant.number(bytes[5..<7]),
            let dayOfMonth = Instant.number(bytes[8..<10]), let day = Day(year: year, month: month, day: dayOfMonth),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Instant.number(bytes[11..<13]), let minute = Instant.number(bytes[14..<16]),
            let second = Instant.number(bytes[17..<19]), hour < 24, minute < 60, second <= 60
        else { return nil }
        var position = 19
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            let start = position
            while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
            guard position > start else { return nil }
        }
        guard let offset = Instant.offset(bytes[position...]) else { return nil }
        self.init(
            seconds: Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + min(second, 59)) - Int64(offset))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let rest = Array(bytes)
        guard let sign = rest.first else { return nil }
        if rest.count == 1 { return sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") ? 0 : nil }
        guard rest.count == 6, rest[3] == UInt8(ascii: ":"), let hours = number(rest[1..<3]),
            let minutes = number(rest[4..<6]),
            hours < 24, minutes < 60, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}

/// Zones that are an offset and nothing else: `+08:00`, and what people type for it (`UTC+8`, `GMT-03:30`, `+0800`).
enum FixedOffset {
    /// The canonical name of what was typed, or nil when it is no offset within 18 hours.
    static func name(_ text: String) -> String? {
        let upper = text.uppercased()
        if upper == "Z" { return "UTC" }
        let rest = upper.hasPrefix("UTC") || upper.hasPrefix("GMT") ? String(upper.dropFirst(3)) : upper
        guard let seconds = parse(rest) else { return nil }
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + Day.padded(minutes / 60, 2) + ":" + Day.padded(minutes % 60, 2)
    }

    /// Seconds east of UTC of a canonical name, or nil when it is none.
    static func seconds(_ name: String) -> Int? {
        if name == "UTC" { return 0 }
        guard name.utf8.count == 6, name.dropFirst(3).first == ":" else { return nil }
        return parse(name)
    }

    private static func parse(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-" || sign == "−" else { return nil }
        let digits = text.dropFirst()
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        var hours: Int?
        var minutes: Int? = 0
        if parts.count == 2 {
            hours = number(parts[0], upTo: 2)
            minutes = parts[1].count == 2 ? number(parts[1], upTo: 2) : nil
        } else if digits.count == 4 {
            hours = number(digits.prefix(2), upTo: 2)
            minutes = number(digits.suffix(2), upTo: 2)
        } else if parts.count == 1 {
            hours = number(digits, upTo: 2)
        }
        guard let hours, let minutes, minutes < 60, hours * 60 + minutes <= 18 * 60 else { return nil }
        return (sign == "+" ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    private static func number(_ text: Substring, upTo width: Int) -> Int? {
        guard (1...width).contains(text.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}

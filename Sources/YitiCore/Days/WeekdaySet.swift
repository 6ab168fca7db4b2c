/// A set of weekdays; bit 0 is Monday, bit 6 is Sunday (ISO 8601's order).
package struct WeekdaySet: OptionSet, Hashable, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue & 0x7F }

    /// Monday to Sunday.
    package static let everyDay = WeekdaySet(rawValue: 0x7F)
    /// Monday to Friday.
    package static let workdays = WeekdaySet(rawValue: 0x1F)
    /// Saturday and Sunday.
    package static let weekends = WeekdaySet(rawValue: 0x60)

    /// The weekdays in the set, 0 for Monday, in their order.
    package var weekdays: [Int] { (0..<7).filter { rawValue & (1 << UInt8($0)) != 0 } }

    /// Their names in data, Monday first: `mon`, `tue` …
    package var dataNames: [String] { weekdays.map { Self.dataNames[$0] } }

    private static let dataNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

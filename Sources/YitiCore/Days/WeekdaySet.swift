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
}

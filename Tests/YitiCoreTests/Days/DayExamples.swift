import Testing
import YitiCore

/// What tests of days share.
enum DayExamples {
    private static let book = Result { try ZoneBook() }

    /// The system's zones, read once.
    static func zones() throws -> ZoneBook { try book.get() }

    /// A zone that must be there.
    static func zone(_ name: String) throws -> Zone { try #require(zones().known(name)) }

    static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    static func instant(_ text: String) throws -> Instant { try #require(Instant(text: text)) }
}

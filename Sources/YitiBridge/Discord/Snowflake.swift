/// Discord's ids, which begin with the instant they were made.
enum Snowflake {
    private static let epoch = 1_420_070_400_000.0

    /// When an id was made, in seconds since 1970; nil when it is none.
    static func seconds(of id: String) -> Double? {
        UInt64(id).map { (Double($0 >> 22) + epoch) / 1000 }
    }

    /// The smallest id of an instant.
    static func first(at seconds: Double) -> String {
        let milliseconds = UInt64(exactly: (seconds * 1000 - epoch).rounded(.down)) ?? 0
        return "\(min(milliseconds, 1 << 42 - 1) << 22)"
    }
}

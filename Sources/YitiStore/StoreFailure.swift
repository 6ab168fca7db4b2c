/// Why the database can't be used: what is wrong and what to do about it.
package struct StoreFailure: Error, CustomStringConvertible, Sendable {
    /// What kind of failure it is, for a caller that can act on it.
    package enum Code: String, Sendable {
        /// Another process has the database.
        case locked
        /// A newer Yiti has written it.
        case newer
        /// It is no database of Yiti's, or it is damaged.
        case damaged
        /// The disk or the file system refused.
        case io
        /// A setting that durability rests on is not in force.
        case unsafe
    }

    /// What kind of failure it is.
    package let code: Code
    /// What was wrong and what to do, for a person to read.
    package let message: String

    /// A failure from its parts.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

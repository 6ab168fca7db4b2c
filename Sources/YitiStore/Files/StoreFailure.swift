/// Why the database can't be used: what is wrong and what to do about it.
package struct StoreFailure: Error, CustomStringConvertible, Sendable {
    /// What kind of failure it is, for a caller that can act on it.
    package enum Code: String, Sendable {
        /// Another process has the database.
        case locked
        /// A newer Yiti has written it.
        case newer
        /// An older Yiti has written it, and it may not be changed.
        case older
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
    /// Whose row it is that can't be read, where it is somebody's.
    package let person: Int64?

    package init(_ code: Code, _ message: String, person: Int64? = nil) {
        self.code = code
        self.message = message
        self.person = person
    }

    /// Runs what reads a person's rows: a failure of one that can't be read says whose it is.
    package static func naming<Value>(_ person: Int64, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let failure as StoreFailure where failure.code == .damaged {
            guard failure.person == nil else { throw failure }
            throw StoreFailure(.damaged, failure.message, person: person)
        }
    }

    package var description: String { person.map { "person \($0): \(message)" } ?? message }
}

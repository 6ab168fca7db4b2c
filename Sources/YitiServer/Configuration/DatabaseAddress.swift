import Foundation
package import YitiStore

/// The address of a PostgreSQL database, in the form that libpq takes (its manual, "Connection URIs").
package enum DatabaseAddress {
    /// Whether a text looks like one; whether it is good, libpq says when it connects.
    package static func isOne(_ text: String) -> Bool {
        ["postgresql://", "postgres://"].contains { text.hasPrefix($0) && text.count > $0.count }
            && !text.unicodeScalars.contains { $0.value < 0x21 || $0.value == 0x7F }
    }

    /// The place that a text names: such an address, or a file's path; nil when it is an address of anything else.
    package static func place(_ text: String) -> StorePlace? {
        guard !isOne(text) else { return .server(text) }
        return text.isEmpty || text.contains("://") ? nil : .file(text)
    }

    /// A text that may have an address in it as it may be shown, also where that is none that libpq takes: with half a scheme, a space, or
    /// an `@` in the password that should have been `%40`.
    static func withoutPassword(_ text: String) -> String {
        text.replacing(/(\/+[^:@\/?]*):.*@/) { "\($0.1):***@" }.replacing(
            /password=[^&"]*/, with: "password=***")
    }
}

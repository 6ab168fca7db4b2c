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

    /// The address as it may be shown.
    static func withoutPassword(_ address: String) -> String {
        address.replacing(/(:\/\/[^:@\/?]*):[^@\/]*@/) { "\($0.1):***@" }.replacing(
            /password=[^&]*/, with: "password=***")
    }
}

internal import CPostgres
internal import Foundation

/// How a session comes about.
extension PostgresConnection {
    /// Comes before the address, which may say otherwise: who we are, and how soon a server that is cut off is given up.
    private static let defaults = [
        ("application_name", "yiti"), ("connect_timeout", "10"), ("keepalives_idle", "5"), ("keepalives_interval", "2"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
    ]
    /// Comes after it: what must be so.
    private static let demands = [
        ("target_session_attrs", "read-write"), ("client_encoding", "UTF8"), ("keepalives", "1"),
    ]

    static func connect(_ url: String, _ functions: yiti_libpq) throws(PostgresError) -> OpaquePointer {
        let pairs = defaults + [("dbname", url)] + demands
        var keywords: [UnsafePointer<CChar>?] = pairs.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values: [UnsafePointer<CChar>?] = pairs.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer { for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) } }
        guard let pointer = functions.connectdbParams(&keywords, &values, 1) else {
            throw PostgresError(kind: .notConnected, message: "no memory is left for a connection")
        }
        guard functions.status(pointer) == 0 else {
            defer { functions.finish(pointer) }
            let message = string(functions.errorMessage(pointer)).trimmingCharacters(in: .whitespacesAndNewlines)
            throw PostgresError(kind: .notConnected, message: withoutPassword(message, of: url))
        }
        return pointer
    }

    /// libpq repeats of an address what it can't read, and takes a part of a password for a host or a port where it has an `@`, `/` or `%` that
    /// is not percent-encoded.
    private static func withoutPassword(_ message: String, of url: String) -> String {
        let bare = url.split(separator: "?", maxSplits: 1).first ?? ""
        let login = (bare.contains("@") ? bare : url[...]).split(separator: "@", omittingEmptySubsequences: false)
            .dropLast().joined(separator: "@")
        let withoutScheme: Substring = login[...].drop { $0 != "/" }
        let spelled: Substring = withoutScheme.drop { $0 != ":" }.dropFirst()
        let named = url.matches(of: /password=([^&]*)/).map(\.output.1)
        let words = ([spelled] + named).flatMap { [$0] + $0.split { !$0.isLetter && !$0.isNumber } }
        return words.filter { $0.count > 1 }.sorted { $0.count > $1.count }.reduce(message) {
            $0.replacing($1, with: "***")
        }
    }

    /// Sets what durability rests on and reads it back, and how soon the server gives us up, with our locks, when we are cut off; refuses a server that is too old, or loses what it has acknowledged.
    func check() throws(PostgresError) {
        guard serverVersion >= 150_000 else {
            throw PostgresError(
                kind: .notConnected,
                message: "the server at \(place) is PostgreSQL \(serverVersion / 10_000); 15 or newer is needed")
        }
        guard encoding == "UTF8" else {
            throw PostgresError(
                kind: .notConnected,
                message:
                    "the database at \(place) is encoded in \(encoding): make one with ENCODING 'UTF8' TEMPLATE template0"
            )
        }
        try send(
            statement(
                """
                SELECT set_config('synchronous_commit', 'on', false), set_config('idle_in_transaction_session_timeout', '5s', false),
                    set_config('tcp_keepalives_idle', '5', false), set_config('tcp_keepalives_interval', '2', false),
                    set_config('tcp_keepalives_count', '3', false), set_config('tcp_user_timeout', '10000', false)
                """))
        let settings = try run(
            statement(
                "SELECT current_setting('synchronous_commit'), current_setting('fsync'), pg_backend_pid()"))
        backend = settings.integer(row: 0, column: 2)
        for (column, name) in ["synchronous_commit", "fsync"].enumerated() {
            let value = settings.text(row: 0, column: column)
            guard value == "on" else {
                throw PostgresError(
                    kind: .unsafe,
                    message: "\(name) is \(value) on the server at \(place); answers would not survive a power cut")
            }
        }
    }

    private var serverVersion: Int32 { functions.serverVersion(pointer) }

    private var encoding: String { string(functions.parameterStatus(pointer, "server_encoding")) }
}

/// What a session was warned of, and that an acknowledgement does not show.
final class Doubts {
    /// The last warning of SQLSTATE 01000: of a committed transaction whose standby may not have it only this tells.
    var text: String?
    private let functions: yiti_libpq

    init(_ functions: yiti_libpq) { self.functions = functions }

    /// Has libpq tell this what a session is warned of, for as long as both are there.
    func listen(to pointer: OpaquePointer) {
        let argument = Unmanaged.passUnretained(self).toOpaque()
        _ = functions.setNoticeReceiver(
            pointer,
            { argument, notice in
                guard let argument, let notice else { return }
                Unmanaged<Doubts>.fromOpaque(argument).takeUnretainedValue().note(notice)
            }, argument)
    }

    private func note(_ notice: OpaquePointer) {
        let field = { (letter: UnicodeScalar) in string(self.functions.resultErrorField(notice, Int32(letter.value))) }
        if field("C") == "01000" { text = field("M") }
    }
}

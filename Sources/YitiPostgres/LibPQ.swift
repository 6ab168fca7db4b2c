internal import CPostgres
internal import Foundation

/// PostgreSQL's own client library, opened when a database's address first asks for it.
struct LibPQ: @unchecked Sendable {
    // Functions of a library that stays open.
    let functions: yiti_libpq

    /// Opens the library under the first of these names that there is; throws ``PostgresError`` with the package to install.
    init(names: [String]) throws(PostgresError) {
        var spellings: [UnsafePointer<CChar>?] = names.map { UnsafePointer(strdup($0)) } + [nil]
        defer { for spelling in spellings { free(UnsafeMutablePointer(mutating: spelling)) } }
        guard let found = yiti_libpq_open(&spellings) else {
            throw PostgresError(
                kind: .noLibrary,
                message:
                    "a database at postgresql:// needs libpq 14 or newer, which is not here: install the package libpq5 "
                    + "(Debian, Ubuntu), postgresql-libs (Fedora, Arch) or libpq (Alpine, Homebrew)")
        }
        functions = found.pointee
    }

    /// The one of this machine.
    static func shared() throws(PostgresError) -> LibPQ { try opened.get() }

    private static let opened = Result { () throws(PostgresError) in
        try LibPQ(names: ["libpq.so.5", "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib"])
    }
}

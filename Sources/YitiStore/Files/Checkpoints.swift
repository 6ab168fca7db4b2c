internal import Dispatch
import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Copies what was committed from SQLite's log into the file on a connection and a thread of its own, while the writer goes on.
///
/// The log begins anew only once all of it is copied, and a busy writer always adds to it meanwhile. So after each copy the writer
/// copies what little has come since itself (SQLite: Write-Ahead Logging, 2.3). What fails is done again with a later commit; nothing
/// is lost by it, since the log stays.
final class Checkpoints: Sendable {
    private enum State {
        case idle
        case copying
        /// All that the writer had committed at some moment of late is copied.
        case copied
    }

    private let connection: DatabaseQueue
    private let worker = DispatchQueue(label: "yiti-checkpoint")
    private let state = Mutex(State.idle)
    /// So many pages are gathered, and a page that changes all the time is copied once and not each time.
    private let pages: Int32
    /// With so many pages the writer waits for the copy: the log has to end somewhere.
    private var mostPages: Int32 { pages * 16 }

    /// Opens the connection and takes the place of SQLite's own checkpoints on the writer's. Throws what opening does.
    init(of writer: DatabaseQueue, path: String, pages: Int32) throws {
        self.pages = pages
        var configuration = Configuration()
        configuration.label = "yiti-checkpoint"
        connection = try DatabaseQueue(path: path, configuration: configuration)
        writer.inDatabase { database in
            _ = sqlite3_wal_hook(
                database.sqliteConnection,
                { checkpoints, connection, _, pages in
                    guard let checkpoints else { return SQLITE_OK }
                    Unmanaged<Checkpoints>.fromOpaque(checkpoints).takeUnretainedValue().committed(pages, connection)
                    return SQLITE_OK
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    /// Leaves the log to whoever closes the file last.
    func close(_ writer: DatabaseQueue) throws {
        writer.inDatabase { _ = sqlite3_wal_hook($0.sqliteConnection, nil, nil) }
        worker.sync {}
        try connection.close()
    }

    /// The writer has committed, and so many pages are in the log.
    private func committed(_ inLog: Int32, _ writer: OpaquePointer?) {
        guard inLog >= pages else { return }
        switch state.withLock({ $0 }) {
        case .idle:
            state.withLock { $0 = .copying }
            worker.async { self.copy() }
        case .copying where inLog < mostPages: break
        case .copying, .copied:
            worker.sync {}
            Self.copy(writer)
            state.withLock { $0 = .idle }
        }
    }

    private func copy() {
        connection.inDatabase { Self.copy($0.sqliteConnection) }
        state.withLock { $0 = .copied }
    }

    private static func copy(_ connection: OpaquePointer?) {
        sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
}

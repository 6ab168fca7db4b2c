import Foundation
import GRDB
import YitiPostgres

/// Where a store is kept.
package enum StorePlace: Hashable, Sendable {
    /// A file of SQLite's.
    case file(String)
    /// A PostgreSQL database, by its address.
    case server(String)

    /// Opens what is there already, for itself alone. Throws ``StoreFailure``, also when nothing is.
    package func open() throws -> Store {
        switch self {
        case .file(let path):
            guard FileManager.default.fileExists(atPath: path) else {
                throw StoreFailure(.io, "there is no database at \(path)")
            }
            return try Store.open(path: path)
        case .server(let url):
            try Store.refuseEmpty(url: url)
            return try Store.open(url: url, isAlone: true)
        }
    }

    /// Moves everything that is here to another place, which is empty, and of the other engine; a file is made. `say` hears how far it is,
    /// and may throw to call it off.
    ///
    /// Both are locked meanwhile. Returns what both have then. Throws ``StoreFailure``, and leaves the target as it was; when everything
    /// is there already nothing is done.
    package func migrate(
        to target: StorePlace, say: @escaping (TransferProgress) throws -> Void = { _ in }
    ) throws -> [TransferredTable] {
        do {
            switch (self, target) {
            case (.file, .server(let url)): return try migrate(toServer: url, say)
            case (.server, .file(let path)): return try migrate(toFile: path, say)
            default:
                throw StoreFailure(
                    .io, "one of both has to be a file and the other a postgresql:// address; see docs/operations.md")
            }
        } catch let error as PostgresError {
            throw Store.failure(error)
        } catch let error as DatabaseError {
            throw StoreFailure(.io, "the file can't be used: \(error)")
        }
    }

    private func migrate(
        toServer url: String, _ say: @escaping (TransferProgress) throws -> Void
    ) throws -> [TransferredTable] {
        let source = try open()
        defer { try? source.close() }
        let target = try Store.open(url: url, isAlone: true)
        defer { try? target.close() }
        return try source.inFile { database in
            try target.atServer { connection in
                try connection.begin()
                defer { connection.rollBack() }
                // The file may be read for long before the next row is there.
                try connection.send(connection.statement("SET LOCAL idle_in_transaction_session_timeout = 0"))
                let moved = try Transfer(
                    tables: TransferTable.all(in: database), source: TransferFile(database: database),
                    target: TransferServer(connection: connection), say: say
                ).run()
                try connection.commit()
                try connection.run(script: "ANALYZE")
                return moved
            }
        }
    }

    private func migrate(
        toFile path: String, _ say: @escaping (TransferProgress) throws -> Void
    ) throws -> [TransferredTable] {
        let source = try open()
        defer { try? source.close() }
        if FileManager.default.fileExists(atPath: path) {
            return try fill(Store.open(path: path), from: source, say)
        }
        let lock = try StoreLock(beside: path)
        defer { lock.release() }
        try Store.refuseLeftovers(of: path)
        let partial = path + ".partial"
        let leftovers = ["", "-wal", "-shm", "-journal", ".lock"].map { partial + $0 }
        defer { for file in leftovers { unlink(file) } }
        for file in leftovers { unlink(file) }
        let moved = try fill(Store.open(path: partial), from: source, say)
        try Backup.synchronise(partial)
        try FileManager.default.moveItem(atPath: partial, toPath: path)
        try Backup.synchronise((path as NSString).deletingLastPathComponent)
        return moved
    }

    private func fill(
        _ target: Store, from source: Store, _ say: @escaping (TransferProgress) throws -> Void
    ) throws -> [TransferredTable] {
        defer { try? target.close() }
        return try target.inFile { database in
            // Indexes are filled in no order.
            try database.execute(sql: "PRAGMA cache_size = -262144")
            var moved: [TransferredTable] = []
            try source.atServer { connection in
                try connection.begin(isReading: true)
                defer { connection.rollBack() }
                try connection.send(connection.statement("SET LOCAL idle_in_transaction_session_timeout = 0"))
                try database.inTransaction(.immediate) {
                    moved = try Transfer(
                        tables: TransferTable.all(in: database), source: TransferServer(connection: connection),
                        target: TransferFile(database: database), say: say
                    ).run()
                    return .commit
                }
            }
            return moved
        }
    }
}

extension Store {
    fileprivate func inFile<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard let engine = engine as? SQLiteEngine else { throw StoreFailure(.io, "this store is no file") }
        return try engine.queue.writeWithoutTransaction(body)
    }

    fileprivate func atServer<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
        guard let engine = engine as? PostgresEngine else { throw StoreFailure(.io, "this store is no server") }
        return try engine.connected(body)
    }
}

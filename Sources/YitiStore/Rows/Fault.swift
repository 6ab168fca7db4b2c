import GRDB
import YitiPostgres

/// What an error of the database means for the one who asked.
package enum Fault: Sendable {
    /// The disk is full or the database is in use: nothing was written, and it may go well later.
    case busy
    /// The database can't be reached: nothing was written, and it is not worth trying again at once.
    case unreachable
    /// The disk failed, or the connection to the database: what was written is not known any more, so the process must stop and start anew.
    case disk
    /// Anything else: a bug of ours, or one command's.
    case other

    /// Reads an error that ``Store/write(committing:_:)`` threw.
    package init(_ error: any Error) {
        let cause = (error as? TransactionLost)?.cause ?? error
        switch cause {
        case let error as DatabaseError: self.init(sqlite: error)
        case let error as PostgresError: self.init(postgres: error)
        // A session that was begun anew found somebody who has the database alone, as a move does.
        case let error as StoreFailure where error.code == .locked: self = .unreachable
        default: self = .other
        }
    }

    private init(postgres error: PostgresError) {
        switch error.kind {
        // Nothing of it happened, and another session may be had.
        case .connectionLost: self = .busy
        case .notConnected: self = .unreachable
        case .refused: self = Self.refused(error)
        case .noLibrary, .unsafe, .outcomeUnknown: self = .disk
        }
    }

    private static func refused(_ error: PostgresError) -> Fault {
        switch error.state {
        // Too much of something, a lock, a deadlock, or somebody called the statement off (PostgreSQL's manual, appendix A).
        case "53000", "53100", "53200", "53300", "53400", "40001", "40P01", "55P03", "57014": .busy
        // A server that has become a standby is left for the one that takes writes.
        case "25006": .busy
        // The system's errors, data that hang together no more.
        case "58000", "58030", "XX001", "XX002": .disk
        default: .other
        }
    }

    private init(sqlite error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM: self = .busy
        // The writer's files are open. A connection beside it that can't be had, as when no descriptors are left, has written nothing.
        case .SQLITE_CANTOPEN: self = .busy
        case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY: self = .disk
        default: self = .other
        }
    }
}

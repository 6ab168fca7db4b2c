import GRDB

/// What an error of the database means for the one who asked.
package enum Fault: Sendable {
    /// The disk is full or the file is in use: nothing was written, and it may go well later.
    case busy
    /// The disk failed: what was written is not known any more, so the process must stop and start anew.
    case disk
    /// Anything else: a bug of ours, or one command's.
    case other

    /// Reads an error that ``Store/write(_:)`` threw.
    package init(_ error: any Error) {
        let cause = (error as? TransactionLost)?.cause ?? error
        guard let error = cause as? DatabaseError else {
            self = .other
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_NOMEM: self = .busy
        case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_READONLY: self = .disk
        default: self = .other
        }
    }
}

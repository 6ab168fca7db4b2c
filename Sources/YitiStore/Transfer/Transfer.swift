internal import Crypto
import Foundation
import GRDB
import YitiPostgres

/// A table as it is at both ends of a move.
package struct TransferredTable: Hashable, Sendable {
    /// The table's name.
    package let name: String
    /// How many rows it has.
    package let rows: Int
    /// SHA-256 of all rows in the order of their keys, in hexadecimal.
    package let hash: String
}

/// How far a move is.
package struct TransferProgress: Sendable {
    /// What is done now.
    package enum Step: String, Sendable {
        /// Rows are written at the new place.
        case copying
        /// What is there is read and compared.
        case comparing
    }

    /// What is done now.
    package let step: Step
    /// The table it is done to.
    package let table: String
    /// The rows of all tables that it has been done to.
    package let done: Int64
    /// The rows of all tables.
    package let total: Int64
}

/// Moves everything from one engine to the other, row for row with the numbers it has (`yiti migrate`).
///
/// All or nothing: at a server it is one transaction, and a file gets its name when it is whole. So a move that was interrupted is begun
/// anew, and one that is repeated after its end finds that all is there.
struct Transfer {
    let tables: [TransferTable]
    let source: any TransferEnd
    let target: any TransferEnd
    let say: (TransferProgress) throws -> Void

    /// Said after so many rows.
    private static let strideRows: Int64 = 20_000

    /// Copies and compares; nothing is committed here.
    func run() throws -> [TransferredTable] {
        guard try target.isEmpty(tables) else { return try compare() }
        for table in tables where table.name == "meta" { try target.run(table.deletion) }
        let copied = try pass(.copying) { table, accept in
            try target.write(table) { take in
                try source.read(table) { row in
                    try take(row)
                    try accept(row)
                }
            }
        }
        try target.goOn(after: source.lastNumbers())
        return try proven(copied, as: pass(.comparing) { try target.read($0, $1) })
    }

    /// What is there already may be what a move has brought.
    private func compare() throws -> [TransferredTable] {
        let ours = try pass(.comparing) { try source.read($0, $1) }
        let theirs = try pass(.comparing) { try target.read($0, $1) }
        guard ours == theirs else {
            throw StoreFailure(
                .io, "there is something else already: move into an empty database, or a file that is not there")
        }
        return ours
    }

    private func proven(_ copied: [TransferredTable], as found: [TransferredTable]) throws -> [TransferredTable] {
        for (ours, theirs) in zip(copied, found) where ours != theirs {
            throw StoreFailure(
                .damaged,
                "the table \(ours.name) came out otherwise (\(ours.rows) rows became \(theirs.rows)): nothing was moved"
            )
        }
        return found
    }

    /// Has `read` go through every table and counts and hashes what it gives.
    private func pass(
        _ step: TransferProgress.Step,
        _ read: (TransferTable, (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws -> [TransferredTable] {
        let total = try tables.reduce(0) { try $0 + source.count($1) }
        var done: Int64 = 0
        return try tables.map { table in
            var rows = 0
            var hash = SHA256()
            try say(TransferProgress(step: step, table: table.name, done: done, total: total))
            try read(table) { row in
                hash.update(bufferPointer: row)
                rows += 1
                done += 1
                if done % Self.strideRows == 0 {
                    try say(TransferProgress(step: step, table: table.name, done: done, total: total))
                }
            }
            let digest = hash.finalize().map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
            return TransferredTable(name: table.name, rows: rows, hash: digest)
        }
    }
}

extension TransferEnd {
    /// Whether nothing but the service's own facts is there.
    fileprivate func isEmpty(_ tables: [TransferTable]) throws -> Bool {
        try tables.allSatisfy { try $0.name == "meta" || count($0) == 0 }
    }
}

internal import CPostgres

/// Rows by the hundred thousand, in the binary form of COPY (PostgreSQL's manual, COPY, "Binary Format").
extension PostgresConnection {
    /// What a stream begins with: the signature, no flags, no further head.
    private static let head: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)
    /// What it ends with: a row of -1 columns.
    private static let tail: [UInt8] = [0xFF, 0xFF]
    /// So much is gathered before it is sent.
    private static let portionBytes = 256 << 10

    /// Gives `body` the octets of each row of a query. Whatever it throws ends the session's transaction.
    package func copyOut(_ query: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var failure: (any Error)?
        try outsidePipeline { () throws(PostgresError) in
            try begin("COPY (\(query)) TO STDOUT (FORMAT binary)", expecting: Self.copiesOut)
            var isFirst = true
            while let row = try nextRow() {
                defer { functions.freemem(UnsafeMutableRawPointer(mutating: row.baseAddress)) }
                let octets = UnsafeRawBufferPointer(rebasing: row.dropFirst(isFirst ? Self.head.count : 0))
                isFirst = false
                // All of it has to be taken off the line.
                guard failure == nil, !octets.isEmpty, !octets.elementsEqual(Self.tail) else { continue }
                do { try body(octets) } catch { failure = error }
            }
            try end()
        }
        if let failure { throw failure }
    }

    /// Copies rows into the columns of a table: `body` is given what takes the octets of one. Whatever it throws ends the copying.
    package func copyIn(_ columns: String, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        var failure: (any Error)?
        try outsidePipeline { () throws(PostgresError) in
            try begin("COPY \(columns) FROM STDIN (FORMAT binary)", expecting: Self.copiesIn)
            var portion = Self.head
            do {
                try body { row in
                    portion += row
                    guard portion.count >= Self.portionBytes else { return }
                    try put(portion)
                    portion.removeAll(keepingCapacity: true)
                }
                try put(portion + Self.tail)
            } catch { failure = error }
            let reason = failure.map { "\($0)" }
            guard functions.putCopyEnd(pointer, reason) == 1 else { throw lost() }
            do { try end() } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    private static let copiesOut: Int32 = 3
    private static let copiesIn: Int32 = 4

    private func begin(_ text: String, expecting status: Int32) throws(PostgresError) {
        guard let answer = functions.exec(pointer, text) else { throw lost() }
        let result = PostgresResult(answer, functions)
        guard result.status == status else { throw PostgresError(result) ?? lost() }
    }

    private func put(_ octets: [UInt8]) throws(PostgresError) {
        let sent = octets.withUnsafeBytes {
            functions.putCopyData(
                pointer, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count))
        }
        guard sent == 1 else { throw lost() }
    }

    /// To be freed; nil after the last.
    private func nextRow() throws(PostgresError) -> UnsafeRawBufferPointer? {
        var row: UnsafeMutablePointer<CChar>?
        let count = functions.getCopyData(pointer, &row, 0)
        guard count != -2 else { throw lost() }
        return count < 0 ? nil : UnsafeRawBufferPointer(start: row, count: Int(count))
    }

    /// What became of it.
    private func end() throws(PostgresError) {
        var failure: PostgresError?
        while let answer = functions.getResult(pointer) {
            failure = failure ?? PostgresError(PostgresResult(answer, functions))
        }
        if let failure { throw failure }
    }
}

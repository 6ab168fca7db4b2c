/// One end of a move: where rows come from, or go to, in one transaction.
protocol TransferEnd {
    /// How many rows a table has.
    func count(_ table: TransferTable) throws -> Int64

    /// Gives `body` each row of a table in the order of its key.
    func read(_ table: TransferTable, _ body: (UnsafeRawBufferPointer) throws -> Void) throws

    /// Has `rows` give what takes the rows of a table, which is empty.
    func write(_ table: TransferTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws

    /// Runs a statement that both engines take.
    func run(_ sql: String) throws

    /// The last number that a row of each table was given, whether or not it is there still.
    func lastNumbers() throws -> [String: Int64]

    /// Has numbers go on after these, and after those that are there.
    func goOn(after numbers: [String: Int64]) throws
}

internal import CPostgres
internal import Foundation

/// A session with a PostgreSQL server, in pipeline mode: statements are sent without waiting, and a flight of them is waited for when
/// somebody asks what came of it. Everything is binary, and each statement is prepared once.
///
/// Used by one thread at a time. Blocks.
package final class PostgresConnection {
    /// What a result that comes will be about.
    private enum Awaited {
        case preparation(PostgresStatement)
        case statement(PostgresStatement)
        case end
    }

    /// Where the server is, for people to read, without a password.
    package let place: String
    /// The number of the process of the database server that this connection speaks to.
    package internal(set) var backend: Int64 = 0
    let functions: yiti_libpq
    let pointer: OpaquePointer
    private var awaited: [Awaited] = []
    private var prepared = 0
    private let nothing = PostgresValues()
    private let doubts: Doubts
    private lazy var beginning = statement("BEGIN")
    private lazy var looking = statement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    private lazy var committing = statement("COMMIT")
    private lazy var rollingBack = statement("ROLLBACK")
    private var isClosed = false
    /// How often the server has been waited for.
    package private(set) var flights = 0
    /// Whether the session is over: nothing more can come of it.
    package private(set) var isLost = false
    /// Whether a transaction is open.
    package private(set) var isInTransaction = false
    /// Whether the transaction is known to have changed rows; what was sent and is not answered is not known of.
    package private(set) var hasChangedRows = false
    /// Whether it has, or will have unless it fails: something was sent that changes rows whatever it finds.
    package var willHaveChangedRows: Bool { hasChangedRows || hasSentChange }
    private var hasSentChange = false

    /// So many statements are under way at most: what either side keeps of them is bounded.
    private static let flightLimit = 512

    /// Connects to the server at `url` (`postgresql://…`, libpq's own form) that takes writes, and puts in force what durability rests on.
    ///
    /// Throws ``PostgresError``, in PostgreSQL's words.
    package convenience init(_ url: String) throws(PostgresError) {
        try self.init(url, library: LibPQ.shared())
    }

    init(_ url: String, library: LibPQ) throws(PostgresError) {
        functions = library.functions
        pointer = try Self.connect(url, functions)
        place =
            "postgresql://\(string(functions.host(pointer))):\(string(functions.port(pointer)))/\(string(functions.db(pointer)))"
        doubts = Doubts(functions)
        doubts.listen(to: pointer)
        guard functions.setnonblocking(pointer, 1) == 0, functions.enterPipelineMode(pointer) == 1 else { throw lost() }
        try check()
    }

    deinit { close() }

    /// Ends the session. Nothing can be asked of it afterwards.
    package func close() {
        guard !isClosed else { return }
        isClosed = true
        isLost = true
        functions.finish(pointer)
    }

    /// A statement to be run on this connection.
    package func statement(_ sql: String) -> PostgresStatement {
        prepared += 1
        return PostgresStatement(sql, name: "s\(prepared)")
    }

    /// Sends a statement without waiting for what comes of it.
    package func send(_ statement: PostgresStatement, _ values: PostgresValues? = nil) throws(PostgresError) {
        if awaited.count >= Self.flightLimit { _ = try finish() }
        try prepare(statement)
        let sent = (values ?? nothing).withPointers { values, lengths in
            let formats = [Int32](repeating: 1, count: values.count)
            return functions.sendQueryPrepared(
                pointer, statement.name, Int32(clamping: values.count), values, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
        awaited.append(.statement(statement))
        if statement.surelyChangesRows { hasSentChange = true }
    }

    private func prepare(_ statement: PostgresStatement) throws(PostgresError) {
        guard !isClosed else { throw lost() }
        guard !statement.isPrepared else { return }
        guard functions.sendPrepare(pointer, statement.name, statement.text, 0, nil) == 1 else { throw lost() }
        // Known from here on: the server takes things in their order.
        statement.isPrepared = true
        awaited.append(.preparation(statement))
    }

    /// The same statement for many rows at once; nil where there is no such form. PostgreSQL is asked once what its parameters are.
    package func forMany(_ statement: PostgresStatement) throws(PostgresError) -> PostgresManyRows? {
        guard statement.manyRows == nil, let form = statement.form else { return statement.manyRows }
        let types = try types(of: statement)
        guard let text = form.text(for: types) else {
            statement.form = nil
            return nil
        }
        statement.manyRows = PostgresManyRows(statement: self.statement(text), types: types)
        return statement.manyRows
    }

    private func types(of statement: PostgresStatement) throws(PostgresError) -> [UInt32] {
        try prepare(statement)
        guard functions.sendDescribePrepared(pointer, statement.name) == 1 else { throw lost() }
        awaited.append(.statement(statement))
        return try finish()?.parameterTypes ?? []
    }

    /// Sends what is still in our own buffer, so that the server is at work meanwhile. It is not waited for.
    ///
    /// What was sent ends with a Sync here, too: should we come to nothing afterwards, the server would else wait for the rest for ever, with
    /// our locks.
    package func hurry() throws(PostgresError) {
        guard !isClosed else { throw lost() }
        if hasUnsynchronised { try synchronise() }
        guard functions.flush(pointer) >= 0 else { throw lost() }
    }

    /// Whether something was sent that no Sync has followed.
    private var hasUnsynchronised: Bool {
        switch awaited.last {
        case .preparation, .statement: true
        case .end, nil: false
        }
    }

    private func synchronise() throws(PostgresError) {
        guard functions.pipelineSync(pointer) == 1 else { throw lost() }
        awaited.append(.end)
    }

    /// Asks several questions in one flight, together with what was sent before.
    package func ask(_ questions: [(statement: PostgresStatement, values: PostgresValues)]) throws(PostgresError)
        -> [PostgresResult]
    {
        guard !questions.isEmpty else { return [] }
        if awaited.count + 2 * questions.count > Self.flightLimit { try finish() }
        for question in questions { try send(question.statement, question.values) }
        return Array(try finishAll().suffix(questions.count))
    }

    /// Waits until everything that was sent is answered. Returns the last statement's result, nil when there was none, and throws the
    /// first refusal: what was sent after that has not happened.
    ///
    /// A flight ends with a Sync: only then does the server know that the session waits for us, and count how long it does.
    @discardableResult
    package func finish() throws(PostgresError) -> PostgresResult? { try finishAll().last }

    private func finishAll() throws(PostgresError) -> [PostgresResult] {
        guard !awaited.isEmpty else { return [] }
        if hasUnsynchronised { try synchronise() }
        flights += 1
        try flush()
        defer { awaited.removeAll(keepingCapacity: true) }
        var results: [PostgresResult] = []
        var refusal: PostgresError?
        for one in awaited {
            let result = try next()
            if let error = try failure(of: result, one) { refusal = refusal ?? error }
            if case .end = one { continue }
            while let more = functions.getResult(pointer) { functions.clear(more) }
            guard case .statement = one else { continue }
            results.append(result)
            if !hasChangedRows { hasChangedRows = result.hasChangedRows }
        }
        if let refusal { throw refusal }
        return results
    }

    /// Sends one statement and waits for it, and for what was sent before.
    @discardableResult
    package func run(_ statement: PostgresStatement, _ values: PostgresValues? = nil) throws(PostgresError)
        -> PostgresResult
    {
        try send(statement, values)
        guard let result = try finish() else { throw lost() }
        return result
    }

    /// Runs a script of statements, as migrations are: simple queries, text, one transaction unless it says otherwise.
    package func run(script: String) throws(PostgresError) {
        try outsidePipeline { () throws(PostgresError) in
            guard let result = functions.exec(pointer, script) else { throw lost() }
            if let error = PostgresError(PostgresResult(result, functions)) { throw error }
        }
    }

    /// Has `body` use the connection as libpq's manual begins: one query after another, each waited for.
    func outsidePipeline(_ body: () throws(PostgresError) -> Void) throws(PostgresError) {
        try finish()
        guard functions.exitPipelineMode(pointer) == 1, functions.setnonblocking(pointer, 0) == 0 else { throw lost() }
        let outcome = Result(catching: body)
        guard functions.setnonblocking(pointer, 1) == 0, functions.enterPipelineMode(pointer) == 1 else { throw lost() }
        try outcome.get()
    }

    /// Begins a transaction, with the first flight; one that only reads sees what was committed when it asks for the first time.
    package func begin(isReading: Bool = false) throws(PostgresError) {
        doubts.text = nil
        hasChangedRows = false
        hasSentChange = false
        try send(isReading ? looking : beginning)
        isInTransaction = true
    }

    /// Commits. Throws `outcomeUnknown` when nobody can say whether it happened, and any other error when it did not.
    package func commit() throws(PostgresError) {
        let result: PostgresResult
        do { result = try run(committing) } catch {
            throw error.kind == .connectionLost ? error.known(as: .outcomeUnknown) : error
        }
        isInTransaction = false
        // A cancelled wait for a standby is only warned of: it is committed here, and may be gone with this server.
        if let doubt = doubts.text { throw PostgresError(kind: .outcomeUnknown, message: doubt) }
        guard result.tag == "COMMIT" else {
            throw PostgresError(kind: .refused, message: "the transaction had failed before it was committed")
        }
    }

    /// Gives a transaction up. What can't be sent needs no answer: the server gives it up with the session.
    package func rollBack() {
        guard isInTransaction else { return }
        isInTransaction = false
        _ = try? finish()
        _ = try? run(rollingBack)
    }

    /// Sends all that is in our buffer, and reads meanwhile: a server that waits for us to read would not read either.
    private func flush() throws(PostgresError) {
        while true {
            switch functions.flush(pointer) {
            case 0: return
            case 1:
                var descriptor = pollfd(fd: functions.socket(pointer), events: Int16(POLLIN | POLLOUT), revents: 0)
                _ = poll(&descriptor, 1, -1)
                if descriptor.revents & Int16(POLLIN) != 0, functions.consumeInput(pointer) == 0 { throw lost() }
            default: throw lost()
            }
        }
    }

    private func next() throws(PostgresError) -> PostgresResult {
        guard let result = functions.getResult(pointer) else { throw lost() }
        return PostgresResult(result, functions)
    }

    /// What a result says went wrong; throws when the session is over. What was not prepared will be when it is next sent.
    private func failure(of result: PostgresResult, _ awaited: Awaited) throws(PostgresError) -> PostgresError? {
        var error = PostgresError(result)
        if case .preparation(let statement) = awaited, error != nil || result.status == Self.notBegun {
            statement.isPrepared = false
        }
        switch awaited {
        case .preparation(let statement), .statement(let statement): error?.statement = statement.text
        case .end: if error == nil, result.status != Self.endOfFlight { throw lost() }
        }
        if let error, error.kind == .connectionLost {
            isLost = true
            throw error
        }
        return error
    }

    private static let endOfFlight: Int32 = 10
    private static let notBegun: Int32 = 11

    /// The connection is gone, or libpq refuses to go on with it.
    func lost() -> PostgresError {
        isLost = true
        let said = isClosed ? "" : string(functions.errorMessage(pointer))
        let message = said.trimmingCharacters(in: .whitespacesAndNewlines)
        return PostgresError(kind: .connectionLost, message: message.isEmpty ? "the connection is gone" : message)
    }
}

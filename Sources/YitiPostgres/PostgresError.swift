/// What PostgreSQL, or the way to it, has refused.
package struct PostgresError: Error, CustomStringConvertible, Hashable, Sendable {
    /// What it means for whoever asked.
    package enum Kind: Hashable, Sendable {
        /// The client library is not on this machine.
        case noLibrary
        /// No connection came about.
        case notConnected
        /// The server does not promise to keep what is committed.
        case unsafe
        /// The connection is gone: what was not committed did not happen.
        case connectionLost
        /// Nobody has said what became of a COMMIT: the connection went before its answer, or a standby may not have it.
        case outcomeUnknown
        /// PostgreSQL refused a statement; see the `state`.
        case refused
    }

    /// What it means.
    package let kind: Kind
    /// The five characters of PostgreSQL's error codes (its manual, appendix A); empty when it was not PostgreSQL that said it.
    package var state = ""
    /// What was wrong, in PostgreSQL's words or ours.
    package let message: String
    /// The statement it is about; nil when none is.
    package var statement: String?

    init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }

    /// What a result says went wrong; nil when it went well, or was not begun since something before it had gone wrong.
    init?(_ result: PostgresResult) {
        guard ![1, 2, 10, 11].contains(result.status) else { return nil }
        let severity = result.field("V") ?? "FATAL"
        self.init(
            kind: severity == "ERROR" ? .refused : .connectionLost,
            message: result.field("M") ?? "the server answered something that can't be read")
        state = result.field("C") ?? ""
    }

    /// Without what PostgreSQL adds of the row (its DETAIL): a person's text may stand there, and this is written to the log.
    package var description: String {
        let parts = [state.isEmpty ? message : "\(message) (\(state))", statement.map { "in: \($0)" }]
        return parts.compactMap(\.self).joined(separator: "; ")
    }

    /// The same error as one of another kind.
    package func known(as kind: Kind) -> PostgresError {
        var other = PostgresError(kind: kind, message: message)
        other.state = state
        return other
    }
}

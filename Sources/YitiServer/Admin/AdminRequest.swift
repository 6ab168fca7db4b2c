/// What the operator's commands ask for.
package enum AdminOperation: String, Codable, CaseIterable, Sendable {
    /// A new token for the bridge `name`, in place of the one before.
    case tokenCreate = "token_create"
    /// The bridges that have a token.
    case tokenList = "token_list"
    /// Takes the token of the bridge `name` away.
    case tokenRevoke = "token_revoke"
    /// People, a page after the number `after`.
    case userList = "user_list"
    /// Everything about `user`, as JSON.
    case userExport = "user_export"
    /// The year of `user` as a picture: the lines of an SVG.
    case userChart = "user_chart"
    /// Deletes everything about `user`.
    case userForget = "user_forget"
    /// Whether a replay of the events of `user`, or of everybody, gives what is stored.
    case userVerify = "user_verify"
    /// What people sent with `/report`, a page after the number `after`.
    case reportList = "report_list"
    /// Takes the report `number` out of the queue.
    case reportDone = "report_done"
    /// Believes the clock, however far it has jumped.
    case clockAccept = "clock_accept"
    /// What people's own fits have in common, a page of it.
    case fit
    /// The same, set for whoever has no fit of their own.
    case fitApply = "fit_apply"
    /// How the service is.
    case health
    /// A copy of the database in the new file `path`, which is absolute.
    case backup

    /// Whether nothing of the database becomes otherwise by it.
    var isReading: Bool {
        switch self {
        case .tokenList, .userList, .userExport, .userChart, .userVerify, .reportList, .fit, .health, .backup: true
        case .tokenCreate, .tokenRevoke, .userForget, .reportDone, .clockAccept, .fitApply: false
        }
    }
}

/// A request of the operator's: one JSON object a line on the socket in the data folder.
package struct AdminRequest: Codable, Hashable, Sendable {
    /// What is asked for (`op`).
    package var operation: AdminOperation
    /// A bridge's name.
    package var name: String?
    /// A person: their number, or `bridge:user`.
    package var user: String?
    /// The number a page begins after.
    package var after: Int64?
    /// A report's number.
    package var number: Int64?
    /// An absolute path.
    package var path: String?

    /// A request; what its operation does not take is left out.
    package init(
        _ operation: AdminOperation, name: String? = nil, user: String? = nil, after: Int64? = nil,
        number: Int64? = nil, path: String? = nil
    ) {
        self.operation = operation
        self.name = name
        self.user = user
        self.after = after
        self.number = number
        self.path = path
    }

    private enum CodingKeys: String, CodingKey {
        case operation = "op"
        case name, user, after, number, path
    }
}

/// What a request is answered with: one JSON object a line.
package struct AdminReply: Codable, Hashable, Sendable {
    /// What the command prints on standard output.
    package var lines: [String]
    /// What else the operator should know; printed on standard error.
    package var note: String?
    /// Why it could not be done; nil when it was.
    package var error: String?
    /// Where the next page begins after; nil on the last.
    package var next: Int64?
    /// How many people were looked at.
    package var people: Int?

    /// A reply of something done.
    package init(_ lines: [String] = [], note: String? = nil, next: Int64? = nil, people: Int? = nil) {
        self.lines = lines
        self.note = note
        self.next = next
        self.people = people
    }

    /// A reply of something that could not be done.
    package init(error: String) {
        self.lines = []
        self.error = error
    }
}

/// What the operator asked for can't be done: one sentence that says why and what to do.
package struct AdminRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    package let description: String

    /// A refusal with its sentence.
    package init(_ description: String) { self.description = description }
}

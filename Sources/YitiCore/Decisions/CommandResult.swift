/// What a command comes to once the person's file has been looked at.
package enum CommandResult: Hashable, Sendable {
    /// It was decided on that file.
    case said([Message])
    /// It changes nothing and may take long.
    case read(ReadRequest)
    /// It is not about that file alone.
    case service(ServiceRequest)

    /// What was decided; nil for what is not.
    package var messages: [Message]? { if case .said(let messages) = self { messages } else { nil } }
}

/// What changes nothing and may take long: it is read beside the writer's thread, on a snapshot.
package enum ReadRequest: Hashable, Sendable {
    case stats(topic: String?)
    case plan
    case history(HistoryRequest)
    case search(String, page: Int)
    case export(ExportFormat, page: Int)
}

/// What is about several people, the connection or the service: the person's file alone can't tell it.
package enum ServiceRequest: Hashable, Sendable {
    case help(verb: String?)
    case leaderboard(BoardRequest)
    case claimLink(code: String)
    case confirmLink
    case unlink
    case login(key: String)
    case web
    case forget(code: String)
    case color(Bool)
    case quit
    case clock(ClockRequest)
}

internal import Foundation

/// Telegram's Bot API: methods, and what its errors mean.
final class TelegramClient: Sendable {
    private let http: HTTPClient
    private let token: String

    init(_ connector: Connector, _ address: WebAddress, token: String) {
        http = HTTPClient(connector, address)
        self.token = token
    }

    /// Calls a method; its `result`. Throws ``TelegramError`` and ``HTTPFailure``.
    func call(_ method: String, _ parameters: JSONValue = [:], timeoutSeconds: Double = 30) async throws -> JSONValue {
        try await post(method, "application/json", Array(parameters.text.utf8), timeoutSeconds)
    }

    /// The same with a picture among the parameters.
    func call(_ method: String, _ parameters: JSONValue, photo: Picture) async throws -> JSONValue {
        var form = MultipartForm()
        for (name, value) in parameters.members { form.add(name, value.string ?? value.text) }
        form.add("photo", photo)
        return try await post(method, form.type, form.body, 30)
    }

    /// The same; waits out the limits.
    func ask(_ method: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        while true {
            do {
                return try await call(method, parameters)
            } catch let error as TelegramError {
                guard let seconds = error.retryAfter else { throw error }
                try await Task.sleep(for: .seconds(seconds))
            }
        }
    }

    private func post(_ method: String, _ type: String, _ body: [UInt8], _ seconds: Double) async throws -> JSONValue {
        let answer = try await http.send(
            HTTPRequest(
                "POST", "/bot\(token)/\(method)", headers: [("Content-Type", type)], body: body,
                timeoutSeconds: seconds))
        guard answer.status == 200, answer.json["ok"] == true else { throw TelegramError(answer) }
        return answer.json["result"]
    }
}

/// What the Bot API refuses with.
struct TelegramError: Error, CustomStringConvertible {
    let code: Int
    let text: String
    /// Seconds to wait.
    let retryAfter: Double?
    /// What the group is now.
    let migratedTo: Int?
    /// Whether Telegram says so; what stands before it, a proxy, has pages of its own.
    private let isOwn: Bool

    init(_ answer: HTTPAnswer) {
        let json = answer.json
        isOwn = json["ok"] == false
        code = json["error_code"].integer ?? answer.status
        text = json["description"].string ?? ""
        retryAfter = code == 429 ? answer.retryAfter(json["parameters"]["retry_after"]) ?? 5 : nil
        migratedTo = json["parameters"]["migrate_to_chat_id"].integer
    }

    var description: String { "\(code) \(text)" }

    /// Whether the token is no bot's.
    var isUnknownToken: Bool { isOwn && (code == 401 || code == 404 && text == "Not Found") }

    /// What it means for a message that was to be sent.
    var outcome: ShowOutcome {
        if let retryAfter { return .later(seconds: retryAfter, everywhere: false) }
        if isUnknownToken { return .later(seconds: 30, everywhere: true) }
        switch code {
        case _ where !isOwn: return .failed(description)
        case 403: return says(Self.departures) ? .gone(description) : .blocked(description)
        // A chat that takes no pictures may take words.
        case 400: return says(Self.absences) && !says(["to send photos"]) ? .gone(description) : .refused(description)
        case 400..<500: return .declined(description, seconds: 60)
        default: return .failed(description)
        }
    }

    private func says(_ words: [String]) -> Bool {
        let text = text.lowercased()
        return words.contains { text.contains($0) }
    }

    /// 403 also says that a person is no more, or that the bot is out of a group.
    private static let departures = [
        "deactivated", "kicked", "not a member", "can't initiate", "group chat was deleted",
    ]
    /// A bad request is our mistake, but for chats and topics that are no more or where the bot may not write.
    private static let absences = [
        "chat not found", "user not found", "peer_id_invalid", "thread not found", "topic_closed", "topic_deleted",
        "not enough rights", "no rights", "have no write access", "chat_write_forbidden", "chat_restricted",
        "need administrator rights", "group chat was deactivated",
    ]
}

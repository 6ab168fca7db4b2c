internal import Foundation
internal import Synchronization

/// Discord's HTTP API: requests under their rate limits, and what its errors mean.
final class DiscordClient: Sendable {
    private let http: HTTPClient
    private let token: String
    private let limits = Mutex(DiscordLimits())
    private static let prefix = "/api/v10"

    init(_ connector: Connector, _ address: WebAddress, token: String) {
        http = HTTPClient(connector, address)
        self.token = token
    }

    /// Sends a request unless its limit is used up. Throws ``DiscordError`` and ``HTTPFailure``.
    func send(
        _ method: String, _ path: [String], query: String = "", body: JSONValue? = nil, picture: Picture? = nil
    ) async throws -> JSONValue {
        let route = DiscordRoute(method, path)
        if let wait = limits.withLock({ $0.wait(for: route, now: EngineRunner.now) }) { throw DiscordError(wait) }
        let (type, content) = Self.content(body, picture)
        let answer = try await http.send(
            HTTPRequest(
                method, Self.prefix + "/" + path.joined(separator: "/") + (query.isEmpty ? "" : "?" + query),
                headers: [
                    ("Authorization", "Bot " + token), ("User-Agent", "DiscordBot (yiti, 1.0)"), ("Content-Type", type),
                ], body: content))
        limits.withLock { $0.take(answer, of: route, now: EngineRunner.now) }
        guard (200..<300).contains(answer.status) else { throw DiscordError(answer) }
        return answer.json
    }

    /// The body and its type: with a picture it is a form that has both.
    private static func content(_ body: JSONValue?, _ picture: Picture?) -> (type: String, [UInt8]) {
        let text = body?.text ?? ""
        guard let picture else { return ("application/json", Array(text.utf8)) }
        var form = MultipartForm()
        form.add("payload_json", text, type: "application/json")
        form.add("files[0]", picture)
        return (form.type, form.body)
    }

    /// The same; waits out the limits.
    func ask(_ method: String, _ path: [String], query: String = "", body: JSONValue? = nil) async throws -> JSONValue {
        while true {
            do {
                return try await send(method, path, query: query, body: body)
            } catch let error as DiscordError {
                guard let seconds = error.retryAfter else { throw error }
                try await Task.sleep(for: .seconds(seconds))
            }
        }
    }
}

/// What a limit is counted by: the method and path, of whose ids only the first counts.
struct DiscordRoute: Hashable, Sendable {
    /// The path without its ids.
    let template: String
    /// The channel, or another first id.
    let major: String

    init(_ method: String, _ path: [String]) {
        let ids = path.filter { UInt64($0) != nil }
        template = method + " " + path.map { UInt64($0) == nil && $0.utf8.count < 40 ? $0 : ":" }.joined(separator: "/")
        major = ids.first ?? ""
    }
}

/// How much may be asked, as Discord's headers say it: limits are buckets that several routes may share, one for each major id.
struct DiscordLimits: Sendable {
    private var buckets: [String: String] = [:]
    private var readyAt: [String: Double] = [:]
    private var allReadyAt = 0.0

    /// How long a route has to wait; nil when it need not. Instants are seconds since 1970.
    func wait(for route: DiscordRoute, now: Double) -> DiscordError.Limit? {
        if allReadyAt > now { return DiscordError.Limit(seconds: allReadyAt - now, isGlobal: true) }
        guard let ready = readyAt[key(route)], ready > now else { return nil }
        return DiscordError.Limit(seconds: ready - now, isGlobal: false)
    }

    mutating func take(_ answer: HTTPAnswer, of route: DiscordRoute, now: Double) {
        if let bucket = answer.header("X-RateLimit-Bucket") { buckets[route.template] = bucket }
        if let limit = DiscordError(answer).limit {
            if limit.isGlobal { allReadyAt = now + limit.seconds } else { readyAt[key(route)] = now + limit.seconds }
        } else if answer.header("X-RateLimit-Remaining") == "0",
            let seconds = answer.header("X-RateLimit-Reset-After").flatMap({ Double($0) }), seconds.isFinite
        {
            readyAt[key(route)] = now + min(seconds, HTTPAnswer.maxWait)
        }
        if readyAt.count > 1_000 { readyAt = readyAt.filter { $0.value > now } }
    }

    private func key(_ route: DiscordRoute) -> String {
        (buckets[route.template] ?? route.template) + "/" + route.major
    }
}

/// What Discord refuses with, or a limit that is known before.
struct DiscordError: Error, CustomStringConvertible {
    /// How long to wait.
    struct Limit: Hashable, Sendable {
        var seconds: Double
        /// For every request of the bot.
        var isGlobal: Bool
    }

    let status: Int
    /// Discord's own code; 0 when it gives none.
    let code: Int
    let text: String
    let limit: Limit?
    /// Whether Discord says so; what stands before it, a proxy, has pages of its own.
    private let isOwn: Bool

    init(_ limit: Limit) {
        status = 429
        code = 0
        text = "a limit is used up"
        self.limit = limit
        isOwn = true
    }

    init(_ answer: HTTPAnswer) {
        let json = answer.json
        status = answer.status
        code = json["code"].integer ?? 0
        text = json["message"].string ?? ""
        isOwn = json["message"].string != nil
        // Opening chats too fast is no 429, and says no time.
        let isHurry = code == 40_003
        let seconds = answer.retryAfter(json["retry_after"]) ?? (isHurry ? 600 : 5)
        let isGlobal = json["global"] == true || answer.header("X-RateLimit-Global") == "true"
        limit = status == 429 || isHurry ? Limit(seconds: max(0.05, seconds), isGlobal: isGlobal) : nil
    }

    var description: String { "\(status) \(code) \(text)" }

    /// Seconds to wait, when that is all it wants.
    var retryAfter: Double? { limit?.seconds }

    /// Whether Discord does not know the bot's token.
    var isUnknownToken: Bool { isOwn && status == 401 }

    /// Whether a channel is no more, or not for the bot.
    var isAbsence: Bool { isOwn && (status == 403 || status == 404) }

    /// What it means for a message that was to be sent.
    var outcome: ShowOutcome {
        if let limit { return .later(seconds: limit.seconds, everywhere: limit.isGlobal) }
        switch (status, code) {
        case (413, _): return .refused(description)
        case _ where !isOwn: return .failed(description)
        case (401, _): return .later(seconds: 30, everywhere: true)
        // They take no messages from the bot, or share no server with it any more.
        case (_, 50_007), (_, 50_278): return .blocked(description)
        case (403, _), (404, _): return .gone(description)
        case (400, _): return .refused(description)
        case (400..<500, _): return .declined(description, seconds: 60)
        default: return .failed(description)
        }
    }
}

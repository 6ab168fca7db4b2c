internal import Foundation
internal import Synchronization

/// Matrix' client-server API: requests, and what its errors mean.
final class MatrixClient: Sendable {
    private let http: HTTPClient
    private let token = Mutex<String?>(nil)

    init(_ connector: Connector, _ address: WebAddress) { http = HTTPClient(connector, address) }

    func use(token: String) { self.token.withLock { $0 = token } }

    /// A request under `/_matrix/client/v3`; `path` is made of pieces that are percent-encoded here.
    func send(
        _ method: String, _ path: [String], query: [(String, String)] = [], body: JSONValue? = nil,
        timeoutSeconds: Double = 30
    ) async throws -> HTTPAnswer {
        let pieces = path.map(Self.encode).joined(separator: "/")
        let asked = query.map { "\($0.0)=\(Self.encode($0.1))" }.joined(separator: "&")
        let uri = "/_matrix/client/v3/\(pieces)\(asked.isEmpty ? "" : "?\(asked)")"
        return try await http.send(
            HTTPRequest(
                method, uri, headers: headers("application/json"), body: body.map { Array($0.text.utf8) } ?? [],
                timeoutSeconds: timeoutSeconds))
    }

    /// Uploads a picture; `content_uri` of the answer names it. What is not used within a day or so the homeserver forgets.
    func upload(_ picture: Picture) async throws -> HTTPAnswer {
        try await http.send(
            HTTPRequest(
                "POST", "/_matrix/media/v3/upload?filename=\(Picture.fileName)",
                headers: headers(Picture.type), body: picture.bytes))
    }

    private func headers(_ type: String) -> [(String, String)] {
        let token = token.withLock { $0 }.map { [("Authorization", "Bearer \($0)")] } ?? []
        return [("Content-Type", type), ("Accept", "application/json"), ("User-Agent", "yiti")] + token
    }

    /// The same, where only success will do. Waits out what the homeserver asks to wait.
    func ask(
        _ method: String, _ path: [String], query: [(String, String)] = [], body: JSONValue? = nil,
        timeoutSeconds: Double = 30
    ) async throws -> JSONValue {
        while true {
            let answer = try await send(method, path, query: query, body: body, timeoutSeconds: timeoutSeconds)
            if answer.status == 200 { return answer.json }
            let error = MatrixError(answer)
            guard let seconds = error.retryAfter else { throw error }
            try await Task.sleep(for: .seconds(seconds))
        }
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// What a homeserver refuses with.
struct MatrixError: Error, CustomStringConvertible {
    let status: Int
    /// `M_FORBIDDEN` and its like; empty when there is none.
    let code: String
    let text: String
    /// Seconds to wait, when that is all it wants.
    let retryAfter: Double?

    init(_ answer: HTTPAnswer) {
        let json = answer.json
        status = answer.status
        code = json["errcode"].string ?? ""
        text = json["error"].string ?? ""
        let isLimit = answer.status == 429 || code == "M_LIMIT_EXCEEDED"
        retryAfter = isLimit ? answer.retryAfter(json["retry_after_ms"], partsOfSecond: 1000) ?? 5 : nil
    }

    var description: String { "\(status) \(code) \(text)" }

    /// Whether the homeserver says so; what stands before it, a proxy, has pages of its own.
    private var isOwn: Bool { !code.isEmpty }

    /// Whether the homeserver does not know whoever asks, or does not let them in.
    var isRefusal: Bool { isOwn && (status == 401 || status == 403) }

    /// Whether the homeserver does not know the access token.
    var isUnknownToken: Bool { isOwn && status == 401 }

    /// Whether no repetition mends it.
    var isLasting: Bool { isOwn && (400..<500).contains(status) && status != 401 && retryAfter == nil }

    /// What it means for a message that was to be sent.
    var outcome: ShowOutcome {
        if let retryAfter { return .later(seconds: retryAfter + 0.1, everywhere: true) }
        switch (status, code) {
        case (401, _): return .later(seconds: 5, everywhere: true)
        case (413, _), (_, "M_TOO_LARGE"): return .refused(description)
        case _ where !isOwn: return .failed(description)
        case (403, _), (404, _): return .gone(description)
        case (400, _): return .refused(description)
        case (400..<500, _): return .declined(description, seconds: 60)
        default: return .failed(description)
        }
    }

    /// What it means for a picture that was to be uploaded: no room is gone when the homeserver takes none.
    var uploadOutcome: ShowOutcome {
        if case .gone(let why) = outcome { .refused(why) } else { outcome }
    }
}

import Testing
import YitiServer
import YitiTestKit

/// People who take a question, answer it and rate the answer, without a pause. Every request has a `mid` and is sent again until it
/// is answered.
struct Load {
    private struct Request {
        enum Kind { case next, answer, rating }
        var kind: Kind
        var user: String
        var text: String
        var mid: String
    }

    /// What the client knows.
    private(set) var books = Books()
    /// How many requests were told to try again.
    private(set) var retries = 0
    /// The codes they were refused with.
    private(set) var refusals: Set<String> = []
    /// Replies that no request should have had.
    private(set) var complaints: [String] = []
    private var waiting: [String: Request] = [:]
    private var turns: [String: Int] = [:]
    /// Who waits for a reply on the connection in use, oldest first.
    private var inFlight: [String] = []
    private var nextUser = 0
    private let users: [String]
    private let padding: String

    /// The most requests under way at a time.
    private static let window = 48

    /// So many people; `padding` makes every answer that many bytes longer.
    init(users count: Int, padding: Int = 0) {
        users = (1...count).map { "u\($0)" }
        self.padding = padding == 0 ? "" : " " + String(repeating: "x", count: padding)
    }

    /// Goes on until so many requests have got their final reply, and leaves the rest under way. Stops early after `patience` replies
    /// that say to try again. Throws when the server ends before; what was replied to has been noted then.
    mutating func run(_ client: BridgeClient, replies: Int, patience: Int = .max) throws {
        defer { for reply in client.takeReplies() { note(reply) } }
        inFlight = []
        var left = replies
        var patience = patience
        while left > 0 && patience > 0 {
            while inFlight.count < min(Self.window, users.count) { try sendNext(client) }
            guard let user = inFlight.first, let request = waiting[user] else { return }
            let reply = try client.reply(to: request.mid)
            inFlight.removeFirst()
            if note(reply) { left -= 1 } else { patience -= 1 }
        }
    }

    /// Reads what is still under way, as far as it comes.
    mutating func drain(_ client: BridgeClient) throws {
        defer { for reply in client.takeReplies() { note(reply) } }
        while let user = inFlight.first, let request = waiting[user] {
            note(try client.reply(to: request.mid))
            inFlight.removeFirst()
        }
    }

    /// What an earlier connection left open is asked again, under its `mid`.
    private mutating func sendNext(_ client: BridgeClient) throws {
        repeat { nextUser = (nextUser + 1) % users.count } while inFlight.contains(users[nextUser])
        let user = users[nextUser]
        inFlight.append(user)
        try send(waiting[user] ?? fresh(user), client)
    }

    private mutating func fresh(_ user: String) -> Request {
        let turn = turns[user] ?? 0
        turns[user] = turn + 1
        let mid = "\(user)-\(turn)"
        switch turn % 3 {
        case 0: return Request(kind: .next, user: user, text: "/next", mid: mid)
        case 1: return Request(kind: .answer, user: user, text: "answer \(turn)\(padding)", mid: mid)
        default: return Request(kind: .rating, user: user, text: String(turn % 4 + 1), mid: mid)
        }
    }

    private mutating func send(_ request: Request, _ client: BridgeClient) throws {
        waiting[request.user] = request
        switch request.kind {
        case .next: break
        case .answer: books.uncertain.append(Books.Entry(user: request.user, text: request.text))
        case .rating:
            guard let last = books.certain.last(where: { $0.user == request.user }) else { break }
            books.uncertain.append(Books.Entry(user: last.user, text: last.text, rating: Int(request.text)))
        }
        try client.send([
            "op": "cmd", "id": .string(request.mid), "mid": .string(request.mid), "user": .string(request.user),
            "text": .string(request.text),
        ])
    }

    /// Notes a reply; whether it was the last word on its request.
    @discardableResult
    private mutating func note(_ reply: BridgeReply) -> Bool {
        let mid = reply.line["id"].string ?? ""
        guard let request = waiting.values.first(where: { $0.mid == mid }) else {
            complaints.append("a reply to nothing: \(reply)")
            return false
        }
        guard reply.isOK else {
            guard ["busy", "internal", "rate_limited"].contains(reply.code) else {
                complaints.append("\(request.text): \(reply)")
                waiting[request.user] = nil
                return true
            }
            retries += 1
            refusals.insert(reply.code ?? "")
            return false
        }
        waiting[request.user] = nil
        switch request.kind {
        case .next: break
        case .answer: books.certain.append(Books.Entry(user: request.user, text: request.text))
        case .rating:
            if let index = books.certain.lastIndex(where: { $0.user == request.user }) {
                books.certain[index].rating = Int(request.text)
            }
        }
        return true
    }
}

extension Load {
    /// A database in use for so many replies, closed, and what the client knows of it.
    static func over(replies: Int) throws -> (data: Scratch, load: Load) {
        let data = try DataFolder.make()
        var load = Load(users: 48)
        let server = try ServerProcess.real(data: data)
        let client = try server.chat()
        try load.run(client, replies: replies)
        try load.drain(client)
        server.terminate()
        #expect(try server.waitForExit() == 0)
        return (data, load)
    }
}

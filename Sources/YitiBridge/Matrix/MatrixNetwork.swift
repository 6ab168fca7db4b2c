internal import Foundation
internal import Synchronization

/// Matrix, any homeserver: `/sync` as a long poll; a part is sent under its key as transaction id.
final class MatrixNetwork: Network {
    let traits: NetworkTraits
    let client: MatrixClient
    let state = Mutex(State())
    private let user: String
    private let password: String?
    private let givenToken: String?

    struct State {
        var bot = ""
        var name = ""
        var rooms: [String: MatrixRoom] = [:]
        var gaps: [String: MatrixGap] = [:]
        var inbox: Inbox?
    }

    init(_ configuration: BridgeConfiguration, _ connector: Connector) throws {
        let homeserver = try configuration.required("homeserver")
        guard let address = WebAddress(homeserver, schemes: WebAddress.http) else {
            throw BridgeFailure(.configuration, "homeserver: expected https://matrix.example.org, found \(homeserver)")
        }
        user = try configuration.required("user")
        password = try configuration.secret("password")
        givenToken = try configuration.secret("access_token")
        client = MatrixClient(connector, address)
        traits = NetworkTraits(
            name: "matrix", splitter: TextSplitter(limit: 24_000, unit: .octets),
            chatRate: try configuration.rate("chat", usual: RateLimit(burst: 10, perSecond: 2)),
            bridgeRate: try configuration.rate("bridge", usual: RateLimit(burst: 20, perSecond: 10)),
            keySeconds: 24 * 3600, captionLength: 0)
    }

    // MARK: Signing in

    func signIn(_ inbox: Inbox) async throws -> String {
        if let token = try await inbox.value("token") ?? givenToken {
            client.use(token: token)
            do {
                return try await whoAmI(inbox)
            } catch let error as MatrixError where error.isUnknownToken {
                guard password != nil else { throw unknown(error) }
            }
        }
        try await logIn(inbox)
        return try await whoAmI(inbox)
    }

    /// The transaction ids of a device hold for that device: it is kept.
    private func logIn(_ inbox: Inbox) async throws {
        guard let password else {
            throw BridgeFailure(
                .configuration, "password_file and access_token_file are missing: one of them is needed")
        }
        var body: [String: JSONValue] = [
            "type": "m.login.password", "identifier": ["type": "m.id.user", "user": .string(user)],
            "password": .string(password), "initial_device_display_name": "Yiti",
        ]
        body["device_id"] = try await inbox.value("device").map(JSONValue.string)
        do {
            let answer = try await client.ask("POST", ["login"], body: .object(body))
            guard let token = answer["access_token"].string else { throw BridgeFailure(.credentials, "no token came") }
            try await inbox.setValue("token", token)
            if let device = answer["device_id"].string { try await inbox.setValue("device", device) }
            client.use(token: token)
        } catch let error as MatrixError where error.isRefusal {
            throw unknown(error)
        }
    }

    private func unknown(_ error: MatrixError) -> BridgeFailure {
        BridgeFailure(.credentials, "the homeserver does not know these credentials of \(user): \(error)")
    }

    private func whoAmI(_ inbox: Inbox) async throws -> String {
        let answer = try await client.ask("GET", ["account", "whoami"])
        guard let bot = answer["user_id"].string else { throw BridgeFailure(.credentials, "whoami names nobody") }
        let profile = try? await client.ask("GET", ["profile", bot, "displayname"])
        let rooms = try await inbox.values(beginning: "room.").compactMapValues { text in
            try? JSONDecoder().decode(MatrixRoom.self, from: Data(text.utf8))
        }
        state.withLock { state in
            state.bot = bot
            state.name = profile?["displayname"].string ?? ""
            state.rooms = rooms
            state.inbox = inbox
        }
        return bot
    }

    // MARK: Showing

    func show(_ part: OutgoingPart) async -> ShowOutcome {
        do {
            let place: MatrixPlace
            do {
                guard let known = try await self.place(of: part) else {
                    return .gone("no such person: \(part.user)")
                }
                place = known
            } catch let error as MatrixError {
                // Rooms are scarcer than messages: whoever has one does not wait.
                return error.retryAfter.map { .later(seconds: $0, everywhere: false) } ?? error.outcome
            }
            var content = MatrixMessage.content(of: part)
            if let picture = part.picture {
                let upload = try await client.upload(picture)
                guard let address = upload.json["content_uri"].string else { return MatrixError(upload).uploadOutcome }
                content = MatrixMessage.content(of: part, picture, at: address)
            }
            let answer = try await client.send(
                "PUT", ["rooms", place.room, "send", "m.room.message", part.key], body: content)
            return answer.status == 200 ? .shown(answer.json["event_id"].string) : MatrixError(answer).outcome
        } catch let failure as HTTPFailure {
            return failure.mayHaveArrived ? .failed(failure.description) : .later(seconds: 1, everywhere: false)
        } catch let error as MatrixError {
            return error.outcome
        } catch {
            return .failed("\(error)")
        }
    }

    private func place(of part: OutgoingPart) async throws -> MatrixPlace? {
        if let place = part.place { return MatrixPlace(place) }
        guard let inbox = state.withLock({ $0.inbox }), Identifier.unescape(part.user) != nil else { return nil }
        return MatrixPlace(try await privateRoom(of: part.user, inbox))
    }
}

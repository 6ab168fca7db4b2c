import Testing
import YitiCore

@testable import YitiServer

@Suite("who is connected to a server")
struct ServerStateTests {
    private static func session(_ number: UInt64) -> Session {
        Session(
            HumanConnection(
                id: ConnectionID(number: number), address: PeerAddress(text: "test", isLoopback: true), wake: {}))
    }

    @Test("a person is there until the last of their connections has left, and has them in their order")
    func connections() {
        let server = ServerState()
        let sessions = [Self.session(1), Self.session(2)]
        for session in sessions.reversed() {
            server.add(session)
            server.begin(session, as: 7)
        }
        #expect(server.sessions(of: 7).map(\.connection.id) == sessions.map(\.connection.id))
        #expect(server.leave(sessions[0]) == nil && server.isConnected(7))
        #expect(server.leave(sessions[1]) == 7 && !server.isConnected(7) && !server.hasPeople)
        #expect(server.connectionCount == 2 && server.remove(sessions[0].connection.id) != nil)
        #expect(server.connectionCount == 1)
    }

    @Test("a guest is nobody who could be asked for")
    func guests() {
        let server = ServerState()
        let session = Self.session(1)
        server.add(session)
        server.begin(session, as: nil)
        #expect(server.leave(session) == nil && !server.hasPeople && server.people.isEmpty)
    }

    @Test("errors that many threads name at once have names of their own")
    func incidents() async {
        let server = ServerState()
        let names = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { (0..<200).map { _ in server.nextIncident() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(names).count == 800)
    }

    @Test("a wrong link code waits for the end of its own limit: ten minutes of an identity's, a minute of a bridge's")
    func linkTries() {
        let server = ServerState()
        let now = Instant(seconds: 1_000_000)
        let own = Address(bridge: "chat", user: "u")
        for _ in 1...5 { server.countWrongLink(own, at: now) }
        #expect(server.waitForLink(own, at: now.advanced(bySeconds: 20)) == 580)
        for user in 1...25 { server.countWrongLink(Address(bridge: "chat", user: "\(user)"), at: now) }
        let another = Address(bridge: "chat", user: "another")
        #expect(server.waitForLink(another, at: now.advanced(bySeconds: 20)) == 40)
        #expect(server.waitForLink(another, at: now.advanced(bySeconds: 60)) == nil)
        #expect(server.waitForLink(Address(bridge: "other", user: "u"), at: now) == nil)
    }
}

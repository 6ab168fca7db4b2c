import NIOCore
import Testing

@testable import YitiServer

@Suite struct EndedSessionsTests {
    private let now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func session(_ number: Int) -> BrowserSession { BrowserSession(cookie: "cookie \(number)") }

    @Test("remembers how a session ended for as long as it is told, unless it did not end after all")
    func remembers() {
        var ended = EndedSessions()
        ended.insert(session(1), .replaced, seconds: 30, now: now)
        ended.insert(session(2), .over, seconds: 30, now: now)
        #expect(ended.ending(of: session(1), now: now + .seconds(29)) == .replaced)
        #expect(ended.ending(of: session(2), now: now + .seconds(29)) == .over)
        #expect(ended.ending(of: session(1), now: now + .seconds(30)) == nil)
        #expect(ended.ending(of: session(3), now: now) == nil)
        ended.remove(session(2))
        #expect(ended.ending(of: session(2), now: now) == nil)
    }

    @Test("forgets the one that ended first when there are too many")
    func makesRoom() {
        var ended = EndedSessions()
        for number in 0...10_000 {
            ended.insert(session(number), .over, seconds: 30, now: now + .seconds(number == 0 ? -1 : 0))
        }
        #expect(ended.ending(of: session(0), now: now) == nil)
        #expect(ended.ending(of: session(1), now: now) == .over && ended.ending(of: session(10_000), now: now) == .over)
    }
}

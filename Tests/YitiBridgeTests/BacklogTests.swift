import Testing

@testable import YitiBridge

@Suite("What waits to be taken") struct BacklogTests {
    private struct Enough: Error {}

    @Test("holds whoever brings more when there is too much of it, and says that they were not heard since")
    func full() async throws {
        let backlog = Backlog<Int>()
        let before = backlog.now
        for number in 0..<1_000 { try await backlog.add(number) }
        #expect(backlog.wasHeard(since: before))
        let bringing = Task { try await backlog.add(1_000) }
        while backlog.wasHeard(since: before) { await Task.yield() }
        let meanwhile = backlog.now
        #expect(!backlog.wasHeard(since: meanwhile))
        var taken: [Int] = []
        await #expect(throws: Enough.self) {
            try await backlog.forEach { number in
                taken.append(number)
                if number == 1_000 { throw Enough() }
            }
        }
        try await bringing.value
        #expect(taken == Array(0...1_000))
        #expect(!backlog.wasHeard(since: before) && !backlog.wasHeard(since: meanwhile))
        #expect(backlog.wasHeard(since: backlog.now))
    }
}

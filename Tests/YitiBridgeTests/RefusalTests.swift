import Testing
import YitiWords

@testable import YitiBridge

@Suite("A part that the network refuses without saying that it always will") struct RefusalTests {
    private let filtered = ShowOutcome.declined("1200", seconds: 60)

    /// Has the network refuse whatever it is shown until the part is given up, or for two hours; for how many seconds it was tried, and what
    /// was done last.
    private func refuse(_ part: Int64, _ harness: EngineHarness) throws -> (seconds: Double, last: [EngineAction]) {
        let began = harness.now
        var last = try harness.take(.finished(part: part, filtered))
        while harness.engine.counts.refused == 0, harness.now < began + 7200 {
            harness.now += 30
            let shown = try harness.take(.tick).shown
            if shown.map(\.id) == [part] { last = try harness.take(.finished(part: part, filtered)) }
        }
        return (harness.now - began, last)
    }

    @Test("is tried ever more rarely, and after an hour gives way to what waits behind it, as the log says")
    func reply() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("/next", id: "1")
        let shown = try harness.answer("c1", "a text of over twenty letters").shown
        _ = try harness.write("/help", id: "2")
        _ = try harness.answer("c2", "behind it")
        let (seconds, last) = try refuse(shown[0].id, harness)
        #expect((3600..<4200).contains(seconds) && last.shown.map(\.part.text) == ["behind it"])
        #expect(
            last.contains { if case .log(.error, let text) = $0 { text.contains("10 times: 1200") } else { false } })
        #expect(harness.engine.counts.doubtful == 0)
        // Whoever asked is told, once, and nothing more when that is refused, too.
        var texts = ""
        var next = last.shown
        while let (id, part) = next.first {
            texts += part.text
            next = try harness.take(.finished(part: id, .shown("n\(id)"))).shown
        }
        #expect(texts == "behind it" + BridgeWords.refused)
        let asked = try #require(try harness.write("/next", id: "3").lines.first?["id"].string)
        let again = try harness.answer(asked, "refused").shown
        try #require(again.count == 1)
        let word = try harness.take(.finished(part: again[0].id, .refused("400"))).shown
        try #require(word.count == 1)
        #expect(BridgeWords.refused.hasPrefix(word[0].part.text))
        #expect(try harness.take(.finished(part: word[0].id, .refused("400"))).shown.isEmpty)
        #expect(harness.engine.parts.count == 0)
    }

    @Test("gives way after a quarter of an hour where the network took something else meanwhile")
    func elsewhere() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("/next", id: "1")
        let shown = try harness.answer("c1", "refused").shown
        _ = try harness.take(.finished(part: shown[0].id, filtered))
        harness.now += 1
        _ = try harness.write("/next", by: "v", id: "2")
        let other = try harness.answer("c2", "taken").shown
        _ = try harness.take(.finished(part: other[0].id, .shown("n")))
        harness.now += 59
        #expect(try harness.take(.tick).shown.map(\.id) == [shown[0].id])
        #expect((840..<960).contains(try refuse(shown[0].id, harness).seconds))
    }

    @Test("and one that fails for a day while others are taken is given up, and no other that fails")
    func failures() throws {
        for othersAreTaken in [false, true] {
            let harness = try EngineHarness(placeIsUser: true)
            _ = try harness.connect()
            let first = try harness.push("d1", "a question of over twenty letters").shown[0].id
            let second = try harness.take(.finished(part: first, .shown("n"))).shown[0].id
            _ = try harness.take(.finished(part: second, .failed("500")))
            harness.now += 3600
            #expect(try harness.take(.tick).shown.map(\.id) == [second])
            if othersAreTaken {
                let other = try harness.push("d2", to: "v", "taken").shown[0].id
                _ = try harness.take(.finished(part: other, .shown("n")))
            }
            _ = try harness.take(.finished(part: second, .failed("500")))
            #expect(harness.engine.counts.refused == 0)
            harness.now += 83_000
            #expect(try harness.take(.tick).shown.map(\.id) == [second])
            let last = try harness.take(.finished(part: second, .failed("500")))
            #expect(last.lines.compactMap(\.["code"].string) == (othersAreTaken ? ["bad_format"] : []))
        }
    }

    @Test("is remembered across restarts, and one that the network only has no time for is waited with for days")
    func restart() throws {
        try withJournal { path in
            var now = 0.0
            do {
                let harness = try EngineHarness(path: path)
                _ = try harness.connect()
                _ = try harness.write("/next", id: "1")
                let part = try harness.answer("c1", "text").shown[0].id
                let waits: [ShowOutcome] = [
                    .later(seconds: 72_000, everywhere: true), .failed("away"), .later(seconds: 9, everywhere: false),
                ]
                for outcome in waits {
                    _ = try harness.take(.finished(part: part, outcome))
                    harness.now += 72_000
                    #expect(try harness.take(.tick).shown.map(\.id) == [part])
                }
                _ = try harness.take(.finished(part: part, filtered))
                now = harness.now + 3600
            }
            let harness = try EngineHarness(path: path)
            for refusal in 2...5 {
                harness.now = now + Double(refusal) * 600
                let shown = try harness.take(.tick).shown
                #expect(shown.count == 1)
                _ = try harness.take(.finished(part: shown.first?.id ?? 0, filtered))
            }
            #expect(harness.engine.counts.refused == 1)
        }
    }

    @Test(
        "ends a push of which something is out: the server hears so until it says that it has, and nothing is shown twice"
    )
    func push() throws {
        try withJournal { path in
            do {
                let harness = try EngineHarness(path: path, placeIsUser: true)
                _ = try harness.connect()
                let first = try harness.push("d1", "a question of over twenty letters, and more").shown[0].id
                let second = try harness.take(.finished(part: first, .shown("n1"))).shown[0].id
                #expect(try harness.write("an answer", id: "1").written == [])
                _ = try harness.take(.disconnected)
                let last = try refuse(second, harness).last
                #expect(harness.engine.counts.refused == 1 && last.written == [] && last.shown.isEmpty)
            }
            let harness = try EngineHarness(path: path, placeIsUser: true)
            let told = try harness.connect()
            #expect(
                told.written == ["nack a1"] && told.lines.map { $0["code"] } == ["bad_format"] && told.shown.isEmpty)
            let again = try harness.push("d1", "a question of over twenty letters, and more", attempt: 2)
            #expect(again.written == ["nack a1"] && again.lines.map { $0["d"] } == ["d1"] && again.shown.isEmpty)
            #expect(try harness.take(.line(["op": "ok", "id": "a1"])).written == ["cmd c1"])
        }
    }
}

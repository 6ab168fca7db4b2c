import Testing
import YitiCore

/// Topics of one name: none of them is taken in silence.
@Suite struct SharedNamesTests {
    private static let bank = Bank(
        topics: [("x", "其他", "Other things"), ("y", "其他", "Other things"), ("z", "别的", "X")].map { id, zh, en in
            Topic(id: id, name: Text(zh: zh, en: en), questions: [])
        })

    private func parse(_ line: String) throws -> ParsedLine {
        let parser = CommandParser(bank: Self.bank, zones: try ZoneBook(), isSandbox: false)
        return parser.parse(line, today: CommandExamples.today)
    }

    @Test(
        "a name of several topics lists them",
        arguments: [
            "/topic 其他", "/topic Other things", "/next other things", "/next 其他", "/subscribe 其他 08:00",
            "/questions 其他", "/subscribe Other things 08:00",
        ])
    func listsThem(line: String) throws {
        guard case .refused(let refusal) = try parse(line), case .topics(.ambiguous(_, let among)) = refusal.reason
        else {
            Issue.record("\(try parse(line))")
            return
        }
        #expect(among.map(\.id) == ["x", "y"])
    }

    @Test("an id means its own topic, whatever another is called")
    func idsGoFirst() throws {
        #expect(try parse("/topic x") == .command(.selectTopics(["x"])))
        #expect(try parse("/next X") == .command(.next(topic: "x")))
        #expect(try parse("/topic y z") == .command(.selectTopics(["y", "z"])))
    }
}

import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct CSVTests {
    static let tables: [(String, [[String]])] = [
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]), ("\"a\nb\",c\n", [["a\nb", "c"]]), ("\"a\r\nb\"\n", [["a\r\nb"]]),
        ("a,,\n\n,b\n", [["a", "", ""], ["", "b"]]), ("a\"b,c\n", [["a\"b", "c"]]), ("", []),
        ("\"What is \"DFS\" order?\",b\n", [["What is \"DFS\" order?", "b"]]),
        ("\"a\" and \"b\"?,c\n", [["\"a\" and \"b\"?", "c"]]), ("\"a\" and \"b\"\n", [["\"a\" and \"b\""]]),
        ("\"a\" ,\"b\"  \n", [["a", "b"]]), ("\"a\"x,b\n", [["\"a\"x", "b"]]),
        ("\"a\" \"b\",c", [["\"a\" \"b\"", "c"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]), ("损失，,“x”\n", [["损失，", "“x”"]]),
    ]

    @Test("reads quotes, line breaks in quotes and every line end", arguments: tables)
    func reads(text: String, cells: [[String]]) {
        let table = CSVParser.parse(text)
        #expect(table.records.map(\.cells) == cells)
        #expect(table.openQuote == nil)
    }

    @Test("knows the line each record begins on")
    func knowsLines() {
        #expect(CSVParser.parse("a\r\n\"b\r\nc\"\r\n\r\nd\r\n").records.map(\.line) == [1, 2, 5])
        #expect(CSVParser.parse("a\n\"b\nc\"\n\nd\n").records.map(\.line) == [1, 2, 5])
    }

    @Test("names the line of a quote that is never closed")
    func namesOpenQuotes() {
        #expect(CSVParser.parse("a\nb,\"c\nd\n").openQuote == 2)
    }

    @Test("what it writes it reads back, whatever stands in the cells")
    func roundTrips() {
        var random = SeededRandom(seed: 11)
        let pieces = ["\"", ",", "\n", "\r\n", " ", "a", "损失", "\t", "'", ""]
        for round in 0..<300 {
            let records = (0..<(1 + random.below(4))).map { _ in
                (0..<3).map { _ in (0..<random.below(5)).map { _ in random.pick(pieces) }.joined() } + ["end"]
            }
            let separator: Character = random.below(2) == 0 ? "," : "\t"
            let text = CSV.text(records, separator: separator)
            #expect(CSVParser.parse(text, separator: separator).records.map(\.cells) == records, "round \(round)")
        }
    }
}

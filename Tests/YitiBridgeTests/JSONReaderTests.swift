import Testing

@testable import YitiBridge

@Suite struct JSONReaderTests {
    private func read(_ text: String) -> JSONValue? { JSONValue(text.utf8) }

    @Test(
        "reads what RFC 8259 allows",
        arguments: [
            (" { \"a\" : [ 1 , -2.5e1 , true , false , null ] } ", ["a": [1, -25, true, false, .null]]),
            (#""\u4e00\ud83d\ude00\"\\\/\b\f\n\r\t""#, "一😀\"\\/\u{8}\u{C}\n\r\t"),
            ("0.5", .number(0.5)), ("1.0", 1), ("[]", []), ("{}", [:]), (#"{"a":1,"a":2}"#, ["a": 2]),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ] as [(String, JSONValue)])
    func allowed(_ text: String, _ value: JSONValue) {
        #expect(read(text) == value)
    }

    @Test(
        "reads nothing of what is no JSON",
        arguments: [
            "", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "nul", "\"a", "\"\\x\"", "\"\\u12\"", "1 2", "+1",
            "NaN", "inf", "<html>", "[}", "-",
        ])
    func none(_ text: String) {
        #expect(read(text) == nil)
    }

    @Test("loses no answer over half of a surrogate pair, octets that are no UTF-8, or a number beyond all bounds")
    func halves() {
        #expect(read(#"{"name":"小\ud83d","n":1}"#) == ["name": "小\u{FFFD}", "n": 1])
        #expect(read(#"["\ude00x","\ud83d\u0041","\ud83d\ud83d\ude00"]"#) == ["\u{FFFD}x", "\u{FFFD}A", "\u{FFFD}😀"])
        #expect(JSONValue(Array("[\"a".utf8) + [0xFF] + Array("\"]".utf8)) == ["a\u{FFFD}"])
        #expect(read("[1e999,7]") == [.null, 7])
    }

    @Test("passes over what is nested without end, and reads what is beside it")
    func depth() {
        let deep = String(repeating: #"{"a":["]}",["#, count: 20_000) + String(repeating: "]]}", count: 20_000)
        let answer = read(#"{"deep":\#(deep),"next":"s1"}"#)
        #expect(answer?["next"] == "s1")
        #expect(answer?["deep"]["a"][0] == "]}")
    }

    @Test("reads what it writes", arguments: 0..<200)
    func roundTrip(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let value = Self.value(3, &random)
        #expect(read(value.text) == value, "seed \(seed)")
    }

    private struct SplitMix: RandomNumberGenerator {
        var seed: UInt64

        mutating func next() -> UInt64 {
            seed &+= 0x9E37_79B9_7F4A_7C15
            let mixed = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            return mixed ^ (mixed >> 27)
        }
    }

    private static func value(_ depth: Int, _ random: inout SplitMix) -> JSONValue {
        switch Int.random(in: depth > 0 ? 0...7 : 2...7, using: &random) {
        case 0: .array((0..<3).map { _ in value(depth - 1, &random) })
        case 1: .object(["一": value(depth - 1, &random), "a\"\n": value(depth - 1, &random)])
        case 2: .null
        case 3: .bool(.random(using: &random))
        case 4: .integer(.random(in: .min ... .max, using: &random))
        case 5: .number(.random(in: 0.1...0.9, using: &random))
        default:
            .string(
                String(
                    String.UnicodeScalarView(
                        (0..<5).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) })))
        }
    }
}

import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Key points by their word") struct PointWordTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "the word for key points before a number ticks that one, and rates nothing",
        arguments: ["points 2", "Points: 2", "point 3", "points three", "pts 2"])
    func pointsAreNoRating(line: String) {
        #expect(Rating(word: line) == nil, "\(line)")
        #expect(RatingText(line) == .text, "\(line)")
    }

    @Test("and behind one it is a rating; alone with one it is the command without its slash")
    func pointsBehindNumber() {
        #expect(
            Rating(word: "2 points") == .hard && Rating(word: "3 pts") == .good
                && Rating(word: "rate: 3 points") == .good)
        for line in ["points 2", "point 2", "tick 2", "ticks 1 2", "Points: 2"] {
            #expect(examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        }
    }
}

import Testing
import YitiCore

@Suite struct PointListTests {
    static let lists: [(String, Int, [Int])] = [
        ("1 3 4", 5, [1, 3, 4]), ("1,3,4", 5, [1, 3, 4]), ("1、3", 3, [1, 3]), ("3 1", 3, [1, 3]), ("１，３", 3, [1, 3]),
        ("1️⃣ 3️⃣", 3, [1, 3]), ("1️⃣3️⃣", 3, [1, 3]), ("①③", 3, [1, 3]), ("① ③", 3, [1, 3]), ("一、三", 3, [1, 3]),
        ("1 3.", 3, [1, 3]), ("1 and 3", 3, [1, 3]),
        ("1 和 3", 3, [1, 3]), ("\u{FEFF}1 3\u{200B}", 3, [1, 3]), ("1,\t3", 3, [1, 3]), ("2, 10", 12, [2, 10]),
        ("(1) (3)", 3, [1, 3]), ("（1）（3）", 3, [1, 3]), ("#1 #3", 3, [1, 3]), ("[1] [3]", 3, [1, 3]),
        ("(1), (3).", 3, [1, 3]), ("答到了1、3、4", 4, [1, 3, 4]), ("要点：1、3", 4, [1, 3]), ("第1、3、4点", 4, [1, 3, 4]),
        ("第1点、第3点", 4, [1, 3]), ("1 3 4点", 4, [1, 3, 4]), ("I covered 1, 3, 4", 4, [1, 3, 4]), ("✅1 3", 4, [1, 3]),
        ("1/3/4", 4, [1, 3, 4]), ("1|3|4", 4, [1, 3, 4]), ("1以及3", 4, [1, 3]), ("1及3", 4, [1, 3]),
        ("points 1, 3", 4, [1, 3]),
    ]

    @Test("reads two or more different numbers of key points, however people write them", arguments: lists)
    func reads(line: String, count: Int, numbers: [Int]) {
        #expect(PointList(line: line, of: count)?.numbers == numbers)
    }

    @Test(
        "takes every other list of numbers as text",
        arguments: [
            "1", "1 1", "1 1 3", "0 1", "1 4", "1.3", "1/3", "1-3", "1+3", "13", "1 x", "1 -3", "", "和", "3 good",
            "1+2+3", "1|3", "1·2·3", "1·2/3", "1:3", "答到了3", "答到了梯度1和2", "two of 1, 3",
        ])
    func text(line: String) { #expect(PointList(line: line, of: 3) == nil) }

    @Test("suggests 4 for every point, 3 for two thirds, 2 for a third, else 1; and 3 at most to whoever was helped")
    func suggests() {
        let rows: [(Int, Int, Bool, Rating)] = [
            (3, 3, false, .easy), (3, 3, true, .good), (2, 3, false, .good), (2, 3, true, .good), (1, 3, false, .hard),
            (0, 3, false, .again), (3, 4, false, .good), (2, 4, false, .hard), (1, 4, false, .again),
            (4, 6, false, .good),
            (3, 5, false, .hard), (1, 1, false, .easy), (0, 1, false, .again), (2, 6, false, .hard),
            (2, 7, false, .again),
        ]
        for (covered, count, wasHelped, rating) in rows {
            #expect(
                Rating.suggested(covered: covered, of: count, wasHelped: wasHelped) == rating, "\(covered) of \(count)")
        }
    }

    @Test("counts what is missed again and again, of ticked answers alone")
    func missed() {
        let answers = [[1], nil, [1, 3], [2], []].enumerated().map { number, ticked in
            Answer(
                id: Int64(number), question: "loss-01", at: Instant(seconds: 0), day: Day(number: 0), revealed: false,
                ticked: ticked)
        }
        #expect(
            MissedPoint.again(in: answers) { _ in 3 } == [
                MissedPoint(question: "loss-01", point: 2, times: 3),
                MissedPoint(question: "loss-01", point: 3, times: 3),
                MissedPoint(question: "loss-01", point: 1, times: 2),
            ])
    }
}

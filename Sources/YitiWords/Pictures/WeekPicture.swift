import YitiCore

/// Four weeks of a streak as cells, a week a row: each kind of day has a shape of its own, so that they are told apart without colour.
struct WeekPicture {
    private static let weeks = 4
    private static let (step, side, margin, dot) = (40, 36, 8, 4)
    private static let cell: UInt32 = 0xE7E9E4
    private static let (teal, blue, grey, red): (UInt32, UInt32, UInt32, UInt32) = (
        0x0F5F58, 0x2B6CB0, 0x6B726C, 0xA5382B
    )

    private let kinds: [Day: DayKind]
    private let today: Day

    init(_ days: [StreakDay], today: Day) {
        kinds = Dictionary(days.map { ($0.day, $0.kind) }, uniquingKeysWith: { _, last in last })
        self.today = today
    }

    var picture: PixelImage {
        var picture = PixelImage(
            width: 7 * Self.step + 2 * Self.margin, height: Self.weeks * Self.step + 2 * Self.margin,
            colors: [0xFFFFFF, Self.cell, Self.teal, Self.blue, Self.grey, Self.red])
        for place in 0..<Self.weeks * 7 {
            let day = today.advanced(byDays: place - today.weekday - 7 * (Self.weeks - 1))
            guard day <= today else { continue }
            let (x, y) = (Self.margin + place % 7 * Self.step, Self.margin + place / 7 * Self.step)
            picture.fill(x: x, y: y, width: Self.side, height: Self.side, color: Self.cell)
            guard let kind = kinds[day] else { continue }
            let (color, shape) = Self.shape(of: kind)
            for (row, line) in shape.enumerated() {
                for (column, mark) in line.enumerated() where mark == "#" {
                    let (left, top) = (x + Self.dot * (column + 1), y + Self.dot * (row + 1))
                    picture.fill(x: left, y: top, width: Self.dot, height: Self.dot, color: color)
                }
            }
        }
        return picture
    }

    private static func shape(of kind: DayKind) -> (UInt32, [String]) {
        switch kind {
        case .answered: (teal, Array(repeating: "#######", count: 7))
        case .frozen: (blue, ["#..#..#", ".#.#.#.", "..###..", "#######", "..###..", ".#.#.#.", "#..#..#"])
        case .repaired: (teal, ["...#...", "..###..", ".#####.", "#######", ".#####.", "..###..", "...#..."])
        case .paused: (grey, Array(repeating: ".##.##.", count: 7))
        case .rest: (grey, [".......", ".......", "..###..", "..###..", "..###..", ".......", "......."])
        case .travel: (grey, ["...#...", "...##..", "...###.", "#######", "...###.", "...##..", "...#..."])
        case .notAsked: (grey, [".#####.", "#.....#", "#.....#", "#.....#", "#.....#", "#.....#", ".#####."])
        case .missed: (red, ["##...##", "###.###", ".#####.", "..###..", ".#####.", "###.###", "##...##"])
        case .open: (teal, ["#######", "#.....#", "#.....#", "#.....#", "#.....#", "#.....#", "#######"])
        }
    }
}

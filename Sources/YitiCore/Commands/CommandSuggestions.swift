extension Suggestions {
    /// The spellings of the commands closest to what was typed, at most three of them equally close, one of each command.
    static func commands(near typed: String, isSandbox: Bool) -> [String] {
        guard typed.count <= 32 else { return [] }
        // `/3` was meant as a rating.
        if let number = Numerals.decimal(typed) { return Rating(rawValue: number) == nil ? [] : ["rate \(number)"] }
        // So were `/good` and `/轻松`.
        if let rating = Rating(word: typed) { return ["rate \(rating.rawValue)"] }
        let limit = slips(for: typed)
        var near: [(distance: Int, spelling: String)] = []
        for row in CommandTable.rows(isSandbox: isSandbox) {
            let distances = row.spellings.map { (distance(typed, $0), $0) }
            guard let best = distances.min(by: { $0.0 < $1.0 }), best.0 <= limit else { continue }
            // Who mistypes an alternate gets to know the verb.
            near.append((best.0, best.1.containsChinese ? best.1 : row.verb))
        }
        let nearest = near.map(\.distance).min()
        return near.filter { $0.distance == nearest }.prefix(3).map(\.spelling)
    }
}

extension Refusal {
    /// A command for somebody else, in a room: it is met with silence.
    package static let notOurs = Refusal(.unknownCommand, .command(.unknown(typed: "", near: [])))

    /// The refusal of a command that isn't one, with what may have been meant.
    static func unknownCommand(_ typed: String, isSandbox: Bool) -> Refusal {
        let near = Suggestions.commands(near: typed, isSandbox: isSandbox).map { "/\($0)" }
        return Refusal(.unknownCommand, .command(.unknown(typed: quoted(typed), near: near)))
    }
}

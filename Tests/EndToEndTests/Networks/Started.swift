import YitiTestKit

extension BridgeProcess {
    /// Waits until the server has welcomed it.
    func started() throws { try wait { log.contains("the server welcomes") } }

    /// Has some words be asked for at a time and kills it at an instant by chance after them, round by round while `goesOn`; all words.
    func wordsThroughKills(
        _ count: Int, while goesOn: (_ rounds: Int) -> Bool, ask: (_ word: String) throws -> Void
    ) throws -> [String] {
        var words: [String] = []
        var rounds = 0
        repeat {
            rounds += 1
            for _ in 1...count {
                let word = "word\(words.count)x"
                words.append(word)
                try ask(word)
            }
            try killSoon()
            try restart()
        } while goesOn(rounds)
        return words
    }
}

import YitiCore

extension MessageWriter {
    /// The message in words, however long.
    func worded(_ message: Message) -> WireMessage {
        switch message {
        case .question(let facts): question(facts)
        case .prompt(let facts): prompt(facts)
        case .rated(let facts): rated(facts)
        case .streak(let facts): streak(facts)
        case .stats(let facts): stats(facts)
        case .topics(let facts): topics(facts)
        case .questions(let facts): questions(facts)
        case .subscriptions(let facts): subscriptions(facts)
        case .settings(let facts): settings(facts)
        case .history(let facts): history(facts)
        case .mock(let facts): mock(facts)
        case .board(let lines): self.info(RoomWords.board(lines))
        case .info(let info): self.info(InfoWords.facts(of: info))
        }
    }

    private func info(_ facts: InfoFacts) -> WireMessage {
        WireMessage(
            kind: facts.kind, text: say(facts.text), ref: facts.ref, buttons: facts.buttons.map { $0.map(button) },
            data: facts.data)
    }
}

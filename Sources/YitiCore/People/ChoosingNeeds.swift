extension PersonFile {
    /// What is lacked to choose a question on a learning day, and to say when the next one is due.
    package func needsToChoose(on day: Day) -> Set<Need> {
        var needs: Set<Need> = []
        if !hasPauses { needs.insert(.pauses) }
        if !shared.parts.cards.isWhole { needs.insert(.allCards) }
        if case .absent = shared.parts.underWay {
            needs.insert(.underWay(since: day.advanced(byDays: -Delivery.daysUnderWay)))
        }
        return needs
    }

    /// Whether the pauses are known.
    package var hasPauses: Bool {
        if case .present = shared.parts.pauses { true } else { false }
    }
}

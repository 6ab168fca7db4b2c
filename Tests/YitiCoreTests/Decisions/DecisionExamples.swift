import YitiCore

/// Files and moments for tests of decisions, without a database.
enum DecisionExamples {
    static let now = Instant(seconds: 1_780_000_000)

    /// A person who came so many days ago, of whom nothing but these parts is known.
    static func file(
        _ person: Int64, daysAgo: Int64 = 10, name: String? = nil, _ parts: [LoadedPart] = []
    ) -> PersonFile {
        var file = PersonFile(person: self.person(person, daysAgo: daysAgo, name: name), numbers: numbers)
        for part in parts { file.merge(part) }
        return file
    }

    static func person(_ id: Int64, daysAgo: Int64 = 10, name: String? = nil) -> Person {
        var person = Person.guest(at: now.advanced(bySeconds: -86_400 * daysAgo))
        person.id = id
        person.name = name
        return person
    }

    /// A guest of whom nothing is known but these parts.
    static func guest(_ parts: [LoadedPart] = []) -> PersonFile {
        var file = PersonFile.blank(Person.guest(at: now), numbers: numbers)
        for part in parts { file.merge(part) }
        return file
    }

    static let numbers = Numbers(person: 100, event: 1_000, subscription: 500)

    /// A decision on a file. A secret is its length in full, as in `x13`; what is kept of one are its letters.
    static func decision(_ file: PersonFile, at address: Address? = nil) throws -> Decision {
        let zones = try DayExamples.zones()
        let catalog = Catalog(bank: CommandExamples.bank, zones: zones, model: .standard, isSandbox: false)
        return Decision(
            file,
            Moment(
                now: now, at: now, catalog: catalog, zones: zones, terms: .standard, address: address,
                maxTextBytes: 20_000, secret: { "x\($0)" }, hash: { Array($0.utf8) }, timed: { $0() }))
    }
}

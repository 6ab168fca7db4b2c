package import YitiCore

extension Transaction {
    /// Everything that is kept of a person.
    package func record(of person: Person) throws -> KeptRecord {
        let id = person.id
        return KeptRecord(
            person: person, places: try places(of: id), answers: try writtenAnswers(of: id, limit: .max).reversed(),
            events: try events(of: id, limit: .max), cards: try cards(of: id),
            days: try ledgerRows(of: id, from: Day(number: .min)), subscriptions: try allSubscriptions(of: id),
            schedules: try schedules(of: id), asked: try asked(of: id, from: Day(number: .min)),
            pauses: try pauses(of: id), suspensions: try suspensions(of: id), notes: try notes(of: id),
            bookmarks: try bookmarks(of: id), reports: try reports(of: id, limit: .max))
    }

    /// What somebody's export holds besides their row and the days of their ledger.
    func exportedParts(of person: Int64) throws -> ExportedParts {
        ExportedParts(
            answers: try writtenAnswers(of: person, limit: .max).reversed(),
            subscriptions: try allSubscriptions(of: person), pauses: try pauses(of: person),
            notes: try notes(of: person), bookmarks: try bookmarks(of: person))
    }

    /// Everything that is kept of who has a name; without one of people in the order of their numbers, from after `after` on and of at most
    /// `limit`, one after another; of whom a row can't be read `body` is told that. Says after whom the next go on, nil where there may be
    /// none.
    package func forEachRecord(
        of name: PersonName?, after: Int64, limit: Int, _ body: (Result<KeptRecord, StoreFailure>) throws -> Void
    ) throws -> Int64? {
        if let name {
            if let number = try number(of: name) { try readRecord(of: number, body) }
            return nil
        }
        let numbers = try people(after: after, limit: limit)
        for number in numbers { try readRecord(of: number, body) }
        return numbers.count == limit ? numbers.last : nil
    }

    private func readRecord(of number: Int64, _ body: (Result<KeptRecord, StoreFailure>) throws -> Void) throws {
        switch try naming(number, { try person(number).map(record) }) {
        case .success(let record?): try body(.success(record))
        case .success(nil): break
        case .failure(let failure): try body(.failure(failure))
        }
    }

    /// What is read of a person; a failure, with their number, where a row of theirs can't be.
    private func naming<Value>(_ number: Int64, _ read: () throws -> Value) throws -> Result<Value, StoreFailure> {
        do { return .success(try StoreFailure.naming(number, read)) } catch let failure as StoreFailure
            where failure.code == .damaged
        {
            return .failure(failure)
        }
    }

    /// Deletes who has that name with everything about them, and says who it was and how much there was; nil when there is nobody.
    package func forget(_ name: PersonName) throws -> (person: Int64, belongings: Belongings)? {
        // A row that can't be read is no reason to keep it.
        guard let number = try number(of: name), try isSomebody(number) else { return nil }
        return (number, try forget(number))
    }

    private func isSomebody(_ number: Int64) throws -> Bool {
        try first("SELECT 1 FROM person WHERE id = ?", number) { _ in true } ?? false
    }

    /// The number of who has that name; nil when nobody of a bridge has.
    private func number(of name: PersonName) throws -> Int64? {
        switch name {
        case .number(let number): number
        case .identity(let bridge, let user): try identity(bridge: bridge, user: user)?.person
        }
    }

    /// People in the order of their numbers, from after `after` on, at most `limit`: where they are known, and how many answers they gave.
    package func directory(after: Int64, limit: Int) throws -> [DirectoryLine] {
        try people(after: after, limit: limit).map { number in
            DirectoryLine(
                number: number, person: try naming(number) { try person(number) }, places: try places(of: number),
                answers: try countAnswers(of: number))
        }
    }
}

/// One of the people that there are.
package struct DirectoryLine: Sendable {
    package var number: Int64
    /// A failure when their row can't be read.
    package var person: Result<Person?, StoreFailure>
    package var places: Places
    package var answers: Int
}

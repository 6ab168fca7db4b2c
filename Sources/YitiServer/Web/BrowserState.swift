import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// Where the person of a session stands, read and not written: what a page draws when it is opened.
struct BrowserState {
    private let batch: WriteBatch

    init(_ batch: WriteBatch) { self.batch = batch }

    /// The `state` line.
    func line(of visit: BrowserVisit) throws -> [UInt8] {
        let file = try visit.file()
        let (messages, account, mock) = try Decider(batch, address: nil).read(file) { (decision) throws(Pending) in
            (try decision.whereTheyStand(), try decision.account(), try decision.askedInMock())
        }
        let person = file.person
        let writer = MessageWriter(language: person.reads)
        let asked = Datum.Member("mock", mock.map { .string(writer.write($0).text) } ?? .null)
        return BrowserLine.state(members(of: person, account, visit) + [asked], messages.map(writer.write))
    }

    private func members(of person: Person, _ known: AccountFacts?, _ visit: BrowserVisit) -> [Datum.Member] {
        let services = batch.state.services
        let today = person.calendar.day(at: batch.now, zones: services.zones)
        return [
            Datum.Member("session", .string(visit.session.name)),
            Datum.Member("account", .bool(visit.person != nil)),
            Datum.Member("person", visit.person.map { .string(String($0.id)) } ?? .null),
            Datum.Member("key", .bool(known?.hasKey ?? false)),
            Datum.Member("name", person.name.map { .string($0) } ?? .null),
            Datum.Member("language", .string(person.reads.rawValue)),
            Datum.Member("language_chosen", .bool(person.languageIsOwn)),
            Datum.Member("day", .string(today.text)),
            Datum.Member("now", .string(batch.now.text)),
            Datum.Member("ends_at", .string(person.calendar.end(of: today, zones: services.zones).text)),
            Datum.Member("last_event", .integer(known?.lastEvent ?? 0)),
            Datum.Member("waiting", .integer(Int64(known?.waiting ?? 0))),
        ]
    }
}

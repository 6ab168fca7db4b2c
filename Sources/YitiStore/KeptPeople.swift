import YitiCore

/// People and identities as their rows are, and how far their days are settled, for the writer's next look at them: a command, a push
/// and its acknowledgement each ask for the same person.
///
/// True as long as every change goes through ``Transaction``; emptied when one is taken back. Bounded: when it is full, it begins
/// anew. Used inside the store's queue only.
final class KeptPeople {
    /// Whom a bridge's user stands for.
    struct Name: Hashable {
        var bridge: String
        var user: String
    }

    /// In a box, since a person is some hundred bytes to move.
    private final class Box {
        let person: Person
        init(_ person: Person) { self.person = person }

        func hasSettings(of other: Person) -> Bool {
            person.name == other.name && person.nameIsOwn == other.nameIsOwn && person.language == other.language
                && person.languageIsOwn == other.languageIsOwn && person.calendar == other.calendar
                && person.zoneIsOwn == other.zoneIsOwn && person.topics == other.topics
                && person.interview == other.interview && person.quiet == other.quiet && person.nudge == other.nudge
                && person.memory == other.memory
        }
    }

    /// The next free numbers, when they are known.
    var numbers: Numbers?
    private var people: [Int64: Box] = [:]
    private var identities: [Name: Identity] = [:]
    private var settled: [Int64: SettledDays] = [:]

    /// About a kilobyte each.
    private static let bound = 16_384

    /// The person's row, when it is kept.
    func person(_ id: Int64) -> Person? { people[id]?.person }

    /// Whether the person's row is kept and has these settings.
    func hasSettings(of person: Person) -> Bool {
        people[person.id]?.hasSettings(of: person) ?? false
    }

    /// Keeps a person as their row is now.
    func keep(_ person: Person) {
        if people.count >= Self.bound { people.removeAll(keepingCapacity: true) }
        people[person.id] = Box(person)
    }

    /// A bridge's user, when it is kept.
    func identity(_ name: Name) -> Identity? { identities[name] }

    /// Keeps a bridge's user as the row is now.
    func keep(_ identity: Identity) {
        if identities.count >= Self.bound { identities.removeAll(keepingCapacity: true) }
        identities[Name(bridge: identity.bridge, user: identity.user)] = identity
    }

    /// A row of an identity has changed.
    func forgetIdentity(_ name: Name) { identities[name] = nil }

    /// How far a person's days are settled, when it is kept.
    func settled(_ person: Int64) -> SettledDays? { settled[person] }

    /// Keeps how far a person's days are settled.
    func keep(_ days: SettledDays, person: Int64) {
        if settled.count >= Self.bound { settled.removeAll(keepingCapacity: true) }
        settled[person] = days
    }

    /// A person's settled days have changed.
    func forgetSettled(_ person: Int64) { settled[person] = nil }

    /// Rows have changed in a way that is looked up anew: nothing is kept.
    func forgetAll() {
        numbers = nil
        people.removeAll(keepingCapacity: true)
        identities.removeAll(keepingCapacity: true)
        settled.removeAll(keepingCapacity: true)
    }
}

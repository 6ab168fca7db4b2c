/// Whom a turn has changed something of: what other servers on the same database have to load anew, and nothing else.
package struct ChangedPeople: Equatable, Sendable {
    /// Whose files don't hold any more, besides those who are named.
    enum Reach: Int64 {
        case nobody
        /// Everybody's subscriptions and deliveries.
        case pushes
        case everybody
    }

    var people: Set<Int64> = []
    var reach = Reach.nobody
    /// Whether a bridge's user that was known may stand for somebody else, or be another in other ways.
    var hasIdentities = false
    /// Whether deliveries, or who pushes for a bridge, are not as they were.
    var hasPushes = false

    /// Whether what may be pushed, or who pushes for a bridge, may be another than it was.
    package var concernsPushes: Bool { hasPushes || hasIdentities || reach != .nobody }

    /// Of which of these people more has changed than what waits for them.
    package func among(_ people: Set<Int64>) -> Set<Int64> {
        reach == .everybody ? people : self.people.intersection(people)
    }

    /// Past so many it is shorter to say everybody.
    private static let maxPeople = 4_096

    mutating func note(_ concerned: Reloading, of people: [Int64]?) {
        switch concerned {
        case .nothing: break
        case .pushes: note(people, or: .pushes)
        case .everything: note(people, or: .everybody)
        }
    }

    private mutating func note(_ people: [Int64]?, or reach: Reach) {
        if let people { return self.people.formUnion(people) }
        if reach.rawValue > self.reach.rawValue { self.reach = reach }
    }

    mutating func formUnion(_ other: ChangedPeople) {
        people.formUnion(other.people)
        note(nil, or: other.reach)
        hasIdentities = hasIdentities || other.hasIdentities
        hasPushes = hasPushes || other.hasPushes
    }
}

extension ChangedPeople {
    /// How the rows of `shared_change` say it: one number for all but the people.
    var mark: Int64 {
        let reach = people.count > Self.maxPeople ? Reach.everybody : reach
        return reach.rawValue + (hasIdentities ? 4 : 0) + (hasPushes ? 8 : 0)
    }

    /// The people's numbers in their order, each as what it is more than the one before, seven bits an octet and the lowest first.
    var octets: [UInt8] {
        guard people.count <= Self.maxPeople else { return [] }
        var octets: [UInt8] = []
        var last: Int64 = 0
        for person in people.sorted() {
            var rest = UInt64(bitPattern: person &- last)
            while rest > 127 {
                octets.append(UInt8(truncatingIfNeeded: rest) | 128)
                rest >>= 7
            }
            octets.append(UInt8(truncatingIfNeeded: rest))
            last = person
        }
        return octets
    }

    /// Reads what another server has written; a mark that this version does not know may mean anything.
    init(mark: Int64, octets: UnsafeRawBufferPointer) {
        reach = Reach(rawValue: mark & 3) ?? .everybody
        if mark > 15 { reach = .everybody }
        hasIdentities = mark & 4 != 0
        hasPushes = mark & 8 != 0
        var (last, more, shift): (Int64, UInt64, UInt64) = (0, 0, 0)
        for octet in octets {
            more |= UInt64(octet & 127) << shift
            shift += 7
            guard octet < 128 else { continue }
            last &+= Int64(bitPattern: more)
            people.insert(last)
            (more, shift) = (0, 0)
        }
    }
}

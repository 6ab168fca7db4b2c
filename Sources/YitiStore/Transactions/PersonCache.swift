import YitiCore

/// Files of people who were here lately, and whom bridges' users stand for, for the writer's next look at them.
///
/// Valid because every change goes through ``Transaction``, which tells what it has touched. Within a transaction copies take the place
/// of the files; they become the files when it is committed, and are dropped when it is not. Used inside the store's queue only.
final class PersonCache {
    /// Whom a bridge's user stands for.
    struct Name: Hashable {
        var bridge: String
        var user: String
    }

    /// The next free numbers, when they are known.
    var numbers: Numbers?
    /// About how many octets of files are kept at most; nothing with 0.
    var maxBytes = PersonCache.usualBytes
    /// Whom the statements that run now are about; nil when nobody says so, and then they may be about anybody.
    var scope: [Int64]?
    /// Whom the transaction under way has changed something of, for other servers on the database.
    var changed = ChangedPeople()

    private var identities: [Name: Identity] = [:]
    /// Two generations: when the young one has half of the room, it takes the place of the old.
    private var young: [Int64: Kept] = [:]
    private var old: [Int64: Kept] = [:]
    private var youngBytes = 0
    /// What the transaction under way has made of files; nil for those that are not to be kept.
    private var copies: [Int64: PersonFile?] = [:]
    /// Counts what has been touched. A file from before such a moment does not know of it.
    private var clock = 1
    private var begun = 1
    private var all = Touch()
    private var each: [Int64: Touch] = [:]

    static let usualBytes = 64 << 20
    private static let maxIdentities = 65_536
    /// A file past this begins anew with the person's row.
    private static let maxWeight = 256 << 10

    /// A file and its weight, which takes a while to tell.
    private struct Kept {
        var file: PersonFile
        var weight: Int
    }

    /// When something was touched last.
    private struct Touch {
        var everything = 0
        var pushes = 0

        mutating func note(_ concerned: Reloading, _ clock: Int) {
            if concerned == .everything { everything = clock } else { pushes = clock }
        }
    }

    /// The person's file, when it is kept.
    func file(_ id: Int64) -> PersonFile? {
        if let copy = copies[id] { return copy.flatMap(current) }
        if let kept = young[id] { return current(kept.file) }
        guard let kept = old.removeValue(forKey: id) else { return nil }
        add(kept, id)
        return current(kept.file)
    }

    /// Keeps a person's file as the transaction's copy. What has been touched since the file was handed out is not kept.
    func keep(_ file: PersonFile) -> PersonFile {
        var file = file
        let id = file.id
        let touched = each[id] ?? Touch()
        guard maxBytes > 0, file.stamp >= begun, file.stamp >= max(all.everything, touched.everything) else {
            copies[id] = .some(nil)
            return file
        }
        if file.stamp < max(all.pushes, touched.pushes) { file.forgetPushes() }
        file.stamp = clock
        copies[id] = file
        return file
    }

    /// A file that has just been read.
    func stamped(_ file: PersonFile) -> PersonFile {
        var file = file
        file.stamp = clock
        return file
    }

    private func current(_ file: PersonFile) -> PersonFile? {
        guard file.stamp >= all.everything else { return nil }
        var current = file
        if file.stamp < all.pushes { current.forgetPushes() }
        current.stamp = clock
        return current
    }

    /// Rows have been written by other means than a decision.
    func touch(_ concerned: Reloading) {
        guard concerned != .nothing else { return }
        clock += 1
        changed.note(concerned, of: scope)
        guard let scope else { return all.note(concerned, clock) }
        for id in scope {
            each[id, default: Touch()].note(concerned, clock)
            if concerned == .everything {
                copies[id] = .some(nil)
            } else if let before = file(id) {
                var file = before
                file.forgetPushes()
                copies[id] = file
            }
        }
    }

    /// A bridge's user, when it is kept.
    func identity(_ name: Name) -> Identity? { identities[name] }

    /// Keeps a bridge's user as the row is now.
    func keep(_ identity: Identity) {
        if identities.count >= Self.maxIdentities { identities.removeAll(keepingCapacity: true) }
        identities[Name(bridge: identity.bridge, user: identity.user)] = identity
    }

    /// A row of an identity has changed.
    func forgetIdentity(_ name: Name) {
        identities[name] = nil
        changed.hasIdentities = true
    }

    /// Rows of identities have changed in a way that is looked up anew.
    func forgetIdentities() {
        dropIdentities()
        changed.hasIdentities = true
    }

    private func dropIdentities() { identities.removeAll(keepingCapacity: true) }

    /// The transaction is durable: its copies are the files.
    func commit() {
        for (id, copy) in copies {
            guard let copy else {
                remove(id)
                continue
            }
            add(kept(copy), id)
        }
        end()
    }

    /// Nothing of the transaction happened: the files are as they were before it.
    func rollBack() {
        numbers = nil
        dropIdentities()
        end()
    }

    /// A part of the transaction was undone: whoever was touched in it is loaded anew.
    func rollBackPart() {
        numbers = nil
        dropIdentities()
        for id in copies.keys {
            remove(id)
            copies[id] = .some(nil)
        }
        clock += 1
        begun = clock
    }

    /// Others have written: nothing that is known holds.
    func removeAll() {
        numbers = nil
        dropIdentities()
        young = [:]
        old = [:]
        youngBytes = 0
        clock += 1
        begun = clock
    }

    /// Others have written, and this is whom it concerns. Between transactions.
    func forget(_ others: ChangedPeople) {
        guard others.reach != .everybody else { return removeAll() }
        if others.hasIdentities { dropIdentities() }
        for person in others.people { remove(person) }
        clock += 1
        if others.reach == .pushes { all.note(.pushes, clock) }
        begun = clock
    }

    private func end() {
        changed = ChangedPeople()
        copies.removeAll(keepingCapacity: true)
        each.removeAll(keepingCapacity: true)
        clock += 1
        begun = clock
    }

    private func kept(_ file: PersonFile) -> Kept {
        let weight = file.weight
        guard weight > Self.maxWeight else { return Kept(file: file, weight: weight) }
        let bare = stamped(PersonFile(person: file.person, numbers: file.numbers))
        return Kept(file: bare, weight: bare.weight)
    }

    private func add(_ kept: Kept, _ id: Int64) {
        if youngBytes + kept.weight > maxBytes / 2 {
            old = young
            young = [:]
            youngBytes = 0
        }
        if let before = young.updateValue(kept, forKey: id) { youngBytes -= before.weight } else { old[id] = nil }
        youngBytes += kept.weight
    }

    private func remove(_ id: Int64) {
        if let kept = young.removeValue(forKey: id) { youngBytes -= kept.weight }
        old[id] = nil
    }
}

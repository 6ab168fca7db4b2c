internal import Logging
import YitiStore

/// People whose rows can't be read: they are held and named, and everybody else goes on.
struct DamagedPeople {
    /// Why, by the person's number.
    private(set) var reasons: [Int64: String] = [:]

    /// Those who are held.
    var people: Set<Int64> { Set(reasons.keys) }

    /// Holds a person; false when they were held already.
    mutating func hold(_ person: Int64, _ reason: String) -> Bool { reasons.updateValue(reason, forKey: person) == nil }
}

extension WriteBatch {
    /// Does something for a person. When a row of theirs can't be read, what was done is undone, and the person is held until the next
    /// start.
    func holding(_ person: Int64, _ body: () throws -> Void) throws {
        guard !state.damaged.people.contains(person) else { return }
        let mark = mark
        do {
            // A savepoint for everybody would be dear; only the batch after one that failed has them.
            try transaction.about([person], isUndone: isCareful, body)
        } catch let failure as StoreFailure where isCareful && failure.code == .damaged {
            rollBack(to: mark)
            hold(person, failure)
        }
    }

    /// Holds those of whom something that was read beside others' could not be.
    func holdDamaged() { for failure in transaction.takeDamaged() { hold(failure) } }

    /// Holds whom a failure is about, if it is about a row of somebody's that can't be read.
    func hold(_ failure: any Error) {
        guard let failure = failure as? StoreFailure, failure.code == .damaged, let person = failure.person else {
            return
        }
        hold(person, failure)
    }

    private func hold(_ person: Int64, _ failure: StoreFailure) {
        guard state.damaged.hold(person, failure.message) else { return }
        state.services.logger.error(
            "a person is held: a row can't be read", metadata: ["person": "\(person)", "error": "\(failure)"])
    }
}

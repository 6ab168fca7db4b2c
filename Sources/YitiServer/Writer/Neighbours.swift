import YitiCore
import YitiStore
import YitiWire

/// What other servers on the same database have done since this one's last batch, as far as connections are about it.
enum Neighbours {
    /// Looks at it before anything else. Whoever waits sees it within a second: an idle writer makes a batch twice as often.
    static func run(_ batch: WriteBatch) throws {
        let (state, watch) = (batch.state, batch.state.watch)
        state.shown.now = batch.now
        // Who has changed is known also when this batch comes to nothing: the next would not hear of it.
        let elsewhere = try batch.transaction.elsewhere(
            unmet: &state.changedElsewhere, people: batch.server.people, windows: batch.posts.epochs)
        if let elsewhere {
            watch.hasUnheardNeighbours = true
            for (bridge, inFlight) in elsewhere.inFlight { look(at: bridge, inFlight, batch) }
            try meet(elsewhere.people, batch)
        }
        guard watch.hasUnheardNeighbours, watch.neighboursHeardAt != batch.now || isStanding(watch) else { return }
        batch.afterCommit {
            watch.hasUnheardNeighbours = false
            watch.neighboursHeardAt = batch.now
            watch.neighboursHeard = .started
        }
        let found = try batch.transaction.lookAround(at: batch.now, forPeople: batch.server.hasPeople)
        adopt(found.deployment, batch)
        for person in found.waiting where batch.server.isConnected(person) {
            batch.state.humanDue[person] = batch.now
        }
    }

    /// Whether a second has passed since the last look although the clock, as a sandbox's does, may stand where it stood then.
    private static func isStanding(_ watch: Watch) -> Bool {
        watch.neighboursHeard.map { $0.elapsedNanoseconds >= 1_000_000_000 } ?? true
    }

    /// Whoever is connected here and was changed elsewhere: their connections are told where they stand, speak for whom they have become
    /// before anything is asked over them, and show what they have not shown yet.
    private static func meet(_ people: [Int64: Person?], _ batch: WriteBatch) throws {
        let state = batch.state
        let changed = state.changedElsewhere
        for (id, person) in people where batch.server.isConnected(id) {
            guard person?.id == id else {
                try batch.handOverConnections(of: id, to: person)
                continue
            }
            try batch.tellConnections(of: id)
            try HumanDispatcher.catchUp(id, batch)
        }
        batch.afterCommit { state.changedElsewhere.subtract(changed) }
    }

    /// What an operator has had another server do: tokens that are new or void, other terms of memory, a clock to believe, another bank.
    private static func adopt(_ found: Deployment, _ batch: WriteBatch) {
        let (watch, server, services) = (batch.state.watch, batch.server, batch.state.services)
        CommonFitting.adopt(found.common, batch)
        batch.afterCommit { [now = batch.now] in
            if let latest = found.latestNow { watch.guardian.hear(latest: latest, now: now) }
            let known = watch.deployment
            watch.deployment = found
            for token in found.voidTokens(since: known) {
                server.makeVoid(token: token.hash)
                services.voidTokens.found(token.bridge, token.hash)
            }
            services.figures.expect(bridges: found.tokens.map(\.bridge))
            if let terms = found.memoryDefaults, terms != known.memoryDefaults {
                services.begin(with: terms.calibration)
            }
            guard let bank = found.bank, bank != known.bank, bank != services.catalog.bank.version else { return }
            services.otherBank.found(bank)
        }
    }

    /// Another connection may have the pushes by now; else what was acked elsewhere frees its place, and more may wait.
    private static func look(at bridge: String, _ inFlight: Set<Int64>?, _ batch: WriteBatch) {
        let window = batch.posts.post(bridge)
        guard let inFlight else {
            let connection = window.pushing
            // Nothing is returned: what was in flight is the newer one's.
            batch.onRollback(window.begin(with: nil))
            return batch.afterCommit { connection?.close(.replaced, saying: "a newer connection takes the pushes") }
        }
        window.keep(inFlight)
        window.isDirty = true
    }
}

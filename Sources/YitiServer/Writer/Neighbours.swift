import YitiCore
import YitiStore
import YitiWire

/// What other servers on the same database have done since this one's last batch, as far as connections are about it.
enum Neighbours {
    /// Looks at it before anything else. Whoever waits sees it within a second: an idle writer makes a batch twice as often.
    static func run(_ batch: WriteBatch) throws {
        let watch = batch.state.watch
        batch.state.shown.now = batch.now
        if let others = batch.transaction.others {
            if others.concernsPushes {
                for (bridge, window) in batch.posts.all where window.pushing != nil {
                    try look(at: window, of: bridge, batch)
                }
            }
            // Also when this batch comes to nothing: the next would not know of it.
            watch.hasUnheardNeighbours = true
            batch.state.changedElsewhere.formUnion(others.among(batch.server.people))
            try meetPeople(batch)
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
    private static func meetPeople(_ batch: WriteBatch) throws {
        let state = batch.state
        let changed = state.changedElsewhere
        for id in changed where batch.server.isConnected(id) {
            let person = try batch.transaction.successor(orSelf: id)
            guard person?.id == id else {
                try batch.handOverConnections(of: id, to: person)
                continue
            }
            try batch.tellConnections(of: id)
            try HumanDispatcher.catchUp(id, batch)
        }
        batch.afterCommit { state.changedElsewhere.subtract(changed) }
    }

    /// What an operator has had another server do: tokens that are new or void, other terms of memory, another bank.
    private static func adopt(_ found: Deployment, _ batch: WriteBatch) {
        let (watch, server, services) = (batch.state.watch, batch.server, batch.state.services)
        CommonFitting.adopt(found.common, batch)
        batch.afterCommit {
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
    private static func look(at window: PushWindow, of bridge: String, _ batch: WriteBatch) throws {
        guard let inFlight = try batch.transaction.inFlight(bridge: bridge, epoch: window.epoch) else {
            let (connection, epoch) = (window.pushing, window.epoch)
            batch.onRollback { window.begin(with: connection, epoch: epoch) }
            // Nothing is returned: what was in flight is the newer one's.
            window.begin(with: nil)
            return batch.afterCommit { connection?.close(.replaced, saying: "a newer connection takes the pushes") }
        }
        window.keep(inFlight)
        window.isDirty = true
    }
}

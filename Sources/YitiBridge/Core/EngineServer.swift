internal import YitiCore

/// What the server says.
extension Engine {
    mutating func hear(
        _ line: JSONValue, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        switch line["op"].string {
        case "welcome": try welcome(line, journal, now, &actions)
        case "ok", "err": try hearAnswer(line, journal, now, &actions)
        case "push": try hearPush(line, journal, now, &actions)
        case "ping": actions.append(.write(line["id"] == .null ? ["op": "pong"] : ["op": "pong", "id": line["id"]]))
        case "bye": hearBye(line, &actions)
        case "note": actions.append(.log(.notice, "the server notes: \(line["text"].string ?? "")"))
        default: break
        }
    }

    private mutating func welcome(
        _ line: JSONValue, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        let store = line["store"].string ?? ""
        let time = line["time"].string.flatMap { Instant(text: $0) }.map { Double($0.seconds) }
        link = .welcomed(store: store, sendsTimes: time.map { abs($0 - now) <= 60 } ?? false)
        // What is remembered of another database's deliveries means nothing to this one.
        if try journal.meta("store") != store {
            try forgetPushes(exceptOf: store, journal)
            try journal.setMeta("store", store)
        }
        if let note = line["note"].string { actions.append(.log(.warning, "the server notes: \(note)")) }
        actions.append(.log(.notice, "the server welcomes \(identity.bridge)"))
        for push in pushes.values.sorted(by: { $0.id < $1.id }) where push.state == .shown {
            actions.append(.write(receipt(push)))
        }
    }

    private mutating func forgetPushes(exceptOf store: String, _ journal: JournalTransaction) throws {
        try journal.deletePushes(exceptOf: store)
        pushes = [:]
        for push in try journal.unackedPushes() { pushes[push.id] = push }
    }

    private mutating func hearAnswer(
        _ line: JSONValue, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        guard let id = line["id"].string, let number = Int64(id.dropFirst()) else {
            return refused(line, &actions)
        }
        switch id.first {
        case "c": try takeReply(line, to: number, journal, now, &actions)
        case "a":
            guard line["op"] == "ok" || line["retry"] != true else {
                ackHolds[number] = now + max(0.5, line["retry_after"].number ?? 1)
                return
            }
            pushes[number] = nil
            try journal.set(push: number, .acked)
        default: break
        }
    }

    /// An `err` without an id: the hello was refused, or a line of ours could not be read.
    private func refused(_ line: JSONValue, _ actions: inout [EngineAction]) {
        let text = line["text"].string ?? ""
        switch line["code"].string {
        case "auth_failed":
            let sentence =
                "the server does not know the token of bridge \(identity.bridge): yiti token create \(identity.bridge)"
            actions.append(.stop(BridgeFailure(.credentials, sentence)))
        case "unsupported_version": actions.append(.stop(BridgeFailure(.configuration, text)))
        case let code: actions.append(.log(.error, "the server refused a line: \(code ?? "") \(text)"))
        }
    }

    private func hearBye(_ line: JSONValue, _ actions: inout [EngineAction]) {
        let code = line["code"].string ?? ""
        actions.append(.log(.notice, "the server says goodbye: \(code) \(line["text"].string ?? "")"))
        if code == "replaced", line["by"].string != instance {
            let sentence = "another process speaks as bridge \(identity.bridge) now; two would take turns for ever"
            actions.append(.stop(BridgeFailure(.replaced, sentence)))
        }
    }

    // MARK: Pushes

    private mutating func hearPush(
        _ line: JSONValue, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        guard case .welcomed(let store, _) = link, let delivery = line["d"].string, let user = line["user"].string
        else {
            return
        }
        if let known = try journal.push(store: store, delivery: delivery) {
            if known.state != .open { actions.append(.write(receipt(known))) }
            return
        }
        guard parts.count - replyParts.count < limits.maxUnsentPushParts else {
            return nack(delivery, "temporary", ["retry_after": 30], &actions)
        }
        let chat = line["chat"].string
        let place = try place(of: chat ?? user, isPrivate: chat == nil || chat == user, journal)
        let push = try journal.insertPush(
            store: store, delivery: delivery, user: user, chat: chat == user ? "" : chat ?? "", at: now)
        pushes[push.id] = push
        let bodies = PartMaker(traits).bodies(of: line["msgs"].elements.map(PartMaker.Message.init), repliesTo: nil)
        for body in try firstPage(of: bodies, in: place, journal, now) {
            enqueue(try journal.insertPart(inbound: nil, push: push.id, place: place, user: user, body: body, at: now))
        }
        if try journal.countUnsentParts(ofPush: push.id) == 0 { try allShown(push.id, journal, &actions) }
    }

    private func place(of name: String, isPrivate: Bool, _ journal: JournalTransaction) throws -> String? {
        guard isPrivate, !traits.placeIsUser else { return Identifier.unescape(name) }
        return try journal.place(of: name)
    }

    /// What became of a push, said until the server has heard it: that it was shown, or why it was given up.
    func receipt(_ push: PushRow) -> JSONValue {
        let (id, delivery) = (JSONValue.string("a\(push.id)"), JSONValue.string(push.delivery))
        guard let why = push.refusal else { return ["op": "ack", "id": id, "d": delivery] }
        return ["op": "nack", "id": id, "d": delivery, "code": "bad_format", "text": .string(why)]
    }

    /// Says again what the server had no time for.
    mutating func ackAgain(_ now: Double, _ actions: inout [EngineAction]) {
        guard case .welcomed = link else { return }
        for (id, until) in ackHolds where until <= now {
            ackHolds[id] = nil
            if let push = pushes[id], push.state == .shown { actions.append(.write(receipt(push))) }
        }
    }

    /// The last part of a push is out.
    mutating func allShown(_ id: Int64, _ journal: JournalTransaction, _ actions: inout [EngineAction]) throws {
        try journal.set(push: id, .shown)
        settle(push: id, refusal: nil, &actions)
    }

    private mutating func settle(push id: Int64, refusal: String?, _ actions: inout [EngineAction]) {
        guard var push = pushes[id] else { return }
        push.state = .shown
        push.hasBegun = true
        push.refusal = refusal
        pushes[id] = push
        if case .welcomed = link { actions.append(.write(receipt(push))) }
    }

    /// The network takes no more of a push. The journal remembers that: when the server does not hear it, the push comes again, and what is
    /// out of it must not be shown twice.
    mutating func giveUp(
        _ push: PushRow, _ why: String, _ journal: JournalTransaction, _ actions: inout [EngineAction]
    ) throws {
        for part in try journal.unsentParts(ofPush: push.id) { parts.remove([part.id], from: part.lane) }
        let text = String(why.prefix(200))
        try journal.giveUp(push: push.id, text)
        counts.nacked += 1
        actions.append(.log(.info, "push \(push.delivery) was given up: \(text)"))
        settle(push: push.id, refusal: text, &actions)
    }

    /// What can't be shown soon goes back to the server, unless it was begun.
    mutating func giveBackPushes(
        _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        guard case .welcomed = link else { return }
        let late = pushes.values.filter { $0.state == .open && !$0.hasBegun && now - $0.at > limits.maxPushSeconds }
        guard !late.isEmpty else { return }
        let everywhere = laneHolds[""] ?? 0
        let isLimited = everywhere > now
        for push in late {
            let lane = try journal.unsentParts(ofPush: push.id).first?.lane
            let until = max(everywhere, lane.flatMap { laneHolds[$0] } ?? 0)
            var fields: [String: JSONValue] = ["retry_after": .integer(Int(max(30, until - now).rounded(.up)))]
            if isLimited { fields["scope"] = "bridge" }
            try giveBack(push, isLimited ? "rate_limited" : "temporary", fields, journal, &actions)
        }
    }

    mutating func giveBack(
        _ push: PushRow, _ code: String, _ fields: [String: JSONValue], _ journal: JournalTransaction,
        _ actions: inout [EngineAction]
    ) throws {
        for part in try journal.unsentParts(ofPush: push.id) { parts.remove([part.id], from: part.lane) }
        try journal.delete(push: push.id)
        pushes[push.id] = nil
        nack(push.delivery, code, fields, &actions)
    }

    private mutating func nack(
        _ delivery: String, _ code: String, _ fields: [String: JSONValue], _ actions: inout [EngineAction]
    ) {
        counts.nacked += 1
        let line: [String: JSONValue] = ["op": "nack", "d": .string(delivery), "code": .string(code)]
        actions.append(.write(.object(line.merging(fields) { _, given in given })))
        actions.append(.log(.info, "push \(delivery) was given back: \(code)"))
    }
}

import YitiCore
import YitiServer
import YitiWire

/// What people do.
extension SimulatedYear {
    mutating func act(_ index: Int) async throws {
        let number = Int.random(in: 0..<100, using: &random)
        switch number {
        case 0..<22: try await answerOne(index)
        case 22..<40: try await open(index, "/next")
        case 40..<54: try await text(index, "an answer")
        case 54..<58: try await tick(index)
        case 58..<74: try await text(index, String(Int.random(in: 1...4, using: &random)))
        case 74..<78: try await rateAnOldOne(index)
        case 78..<82: people[index].undo(try await say(index, "/undo"))
        case 82..<84: try await open(index, chance(50) ? "/skip" : "/later 3h")
        case 84..<88: try await subscribe(index)
        case 88: try await change(index)
        case 89: try await unsubscribe(index)
        case 90..<93: try await travel(index)
        case 93: try await rollover(index)
        case 94: try await pause(index)
        case 95..<97: try await resume(index)
        default:
            try await open(index, ["/today", "/streak", "/subscriptions"].randomElement(using: &random) ?? "/today")
        }
    }

    @discardableResult
    private mutating func say(_ index: Int, _ text: String, sentAt: Int64? = nil) async throws -> Answer {
        people[index].isHeard(at: now)
        let command = BridgeCommand(
            id: "1", user: people[index].user, text: text, sentAt: sentAt.map(Instant.init(seconds:)))
        let reply = try await service.ask(.command(command), on: "chat")
        if reply.code == "internal" || reply.code == "busy" { complaints.append("\(text): \(reply.object)") }
        return reply
    }

    private mutating func open(_ index: Int, _ text: String) async throws { try await say(index, text) }

    private mutating func text(_ index: Int, _ text: String) async throws {
        let sentAt = chance(10) ? now - Int64.random(in: 0...600, using: &random) : now
        let reply = try await say(index, text, sentAt: sentAt)
        // An instant before the last thing that is known of the person counts for nothing, and the reply says so.
        let isBelieved = !(reply.object["warn"] as? [String] ?? []).contains("ts")
        people[index].note(reply, saidAt: isBelieved ? sentAt : now)
    }

    private mutating func answerOne(_ index: Int) async throws {
        try await say(index, "/next")
        try await text(index, "an answer")
        try await text(index, String(Int.random(in: 1...4, using: &random)))
    }

    private mutating func tick(_ index: Int) async throws {
        let points =
            ["/points 1", "/points 2 3", "/points none", "/points all"].randomElement(using: &random) ?? "/points 1"
        people[index].noteTicks(try await say(index, points), saidAt: now)
    }

    /// An earlier answer is rated by its button.
    private mutating func rateAnOldOne(_ index: Int) async throws {
        let unrated = people[index].answers.filter { $0.value.rating == nil }.keys.sorted()
        guard let id = unrated.randomElement(using: &random) else { return }
        people[index].isHeard(at: now)
        let act = BridgeAct(
            id: "1", user: people[index].user, callback: "rate:\(Int.random(in: 1...4, using: &random)):\(id)")
        people[index].note(try await service.ask(.act(act), on: "chat"), saidAt: now)
    }

    private mutating func someZone() -> String { Self.zoneNames.randomElement(using: &random) ?? "UTC" }

    private mutating func time() -> (text: String, minute: Int) {
        let minute = Int.random(in: 0..<96, using: &random) * 15
        return ("\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)", minute)
    }

    private mutating func subscribe(_ index: Int) async throws {
        let (text, minute) = time()
        let weekdays: WeekdaySet =
            [.everyDay, .everyDay, .workdays, .weekends].randomElement(using: &random) ?? .everyDay
        let zone = chance(25) ? someZone() : nil
        let words = weekdays == .everyDay ? "" : weekdays == .workdays ? " mon-fri" : " weekends"
        let reply = try await say(index, "/subscribe \(text)\(words)\(zone.map { " " + $0 } ?? "")")
        let list = reply.data("subscriptions")?["subscriptions"] as? [[String: Any]] ?? []
        // The same as one that is there is not made again.
        guard reply.isOK, let number = list.compactMap({ $0["id"] as? Int }).max(),
            !people[index].running.contains(number)
        else { return }
        if let zone { people[index].named(zone: service.services.zones.zone(zone), at: now) }
        people[index].subscribed(
            number, minute: minute, weekdays, zone: zone.map(service.services.zones.zone), at: now)
    }

    private mutating func change(_ index: Int) async throws {
        guard let number = people[index].running.randomElement(using: &random) else { return }
        let (text, minute) = time()
        let zone = chance(25) ? someZone() : nil
        let reply = try await say(index, "/change \(number) \(text)\(zone.map { " " + $0 } ?? "")")
        if reply.isOK {
            people[index].changed(number, minute: minute, zone: zone.map(service.services.zones.zone), at: now)
        }
    }

    private mutating func unsubscribe(_ index: Int) async throws {
        guard let number = people[index].running.randomElement(using: &random) else { return }
        let all = chance(20)
        let reply = try await say(index, "/unsubscribe \(all ? "all" : String(number))")
        if reply.isOK { people[index].unsubscribed(all ? people[index].running : [number], at: now) }
    }

    private mutating func travel(_ index: Int) async throws {
        let zone = someZone()
        let reply = try await say(index, "/timezone \(zone)")
        guard reply.isOK else { return complaints.append("/timezone \(zone): \(reply.object)") }
        people[index].moved(zone: service.services.zones.zone(zone), rollover: nil, at: now)
    }

    private mutating func rollover(_ index: Int) async throws {
        let hour = Int.random(in: 0...6, using: &random)
        if try await say(index, "/rollover \(hour)").isOK { people[index].moved(zone: nil, rollover: hour, at: now) }
    }

    private mutating func pause(_ index: Int) async throws {
        let today = people[index].calendar.day(at: now)
        let from = chance(50) ? today + Int.random(in: -3...3, using: &random) : nil
        let until = chance(80) ? max(today, from ?? today) + Int.random(in: 1...9, using: &random) : nil
        let words = [from.map { "from \(Day(number: $0).text)" }, until.map { "until \(Day(number: $0).text)" }]
        let reply = try await say(index, (["/pause"] + words.compactMap { $0 }).joined(separator: " "))
        if reply.isOK { people[index].paused(from: from, until: until, at: now) }
    }

    private mutating func resume(_ index: Int) async throws {
        if try await say(index, "/resume").isOK { people[index].resumed(at: now) }
    }

    // MARK: People with two identities

    /// Anything at all, on either network; and now and then the two become one person, or part again.
    mutating func act(pair: String) async throws {
        let bridge = chance(50) ? "chat" : "mail"
        let other = bridge == "chat" ? "mail" : "chat"
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
            let code = try await hear(pair, bridge, "/link").data("info")?["code"] as? String
            _ = try await hear(pair, other, "/link \(code ?? "?")")
            if chance(20) {
                _ = try await service.ask(.user(BridgeUser(id: "1", user: pair, state: .blocked)), on: other)
            }
            _ = try await hear(pair, bridge, "/link yes")
        case 1: _ = try await hear(pair, bridge, "/unlink")
        case 2, 3: _ = try await hear(pair, bridge, "/subscribe \(time().text)")
        case 4: _ = try await hear(pair, bridge, "/unsubscribe all")
        case 5: _ = try await hear(pair, bridge, "/timezone \(someZone())")
        case 6: _ = try await hear(pair, bridge, chance(50) ? "/pause" : "/resume")
        case 7, 8: _ = try await hear(pair, bridge, "/undo")
        case 9..<20: _ = try await hear(pair, bridge, "/next")
        case 20..<29: _ = try await hear(pair, bridge, "an answer")
        default: _ = try await hear(pair, bridge, String(Int.random(in: 1...4, using: &random)))
        }
    }

    private mutating func hear(_ user: String, _ bridge: String, _ text: String) async throws -> Answer {
        let reply = try await service.ask(.command(BridgeCommand(id: "1", user: user, text: text)), on: bridge)
        if reply.code == "internal" || reply.code == "busy" { complaints.append("\(text): \(reply.object)") }
        return reply
    }
}

import Foundation
import YitiCore
import YitiServer

/// Makes one measurement.
package enum Bench {
    /// Loads a server as the options say: the one they name, or one of our own that is started and ended here.
    ///
    /// Blocks for as long as it takes. Throws ``BenchFailure`` when nothing could be measured.
    package static func run(_ options: BenchOptions, say: (String) -> Void = { _ in }) throws -> BenchReport {
        signal(SIGPIPE, SIG_IGN)
        let throwAway = try ThrowAway(under: options.folder, database: options.database)
        defer { throwAway.remove() }
        let prefix = "b" + Secrets.code(length: 6) + "-"
        var report =
            try options.server == nil
            ? runOwn(options, throwAway, prefix, say) : runOther(options, prefix, say)
        if options.database != nil { report.unit += " on PostgreSQL" }
        if options.servers > 1 { report.unit += ", \(options.servers) servers" }
        say("measuring SQLite alone")
        try addRaw(options, throwAway, to: &report)
        return report
    }

    private static func runOwn(
        _ options: BenchOptions, _ throwAway: ThrowAway, _ prefix: String, _ say: (String) -> Void
    ) throws -> BenchReport {
        let subscribers = options.fansOut ? options.people : 0
        let dueAt = minute(afterSeconds: subscribers == 0 ? 0 : 5 + Double(subscribers) / 15_000)
        if subscribers > 0 { say("writing \(subscribers) subscriptions, due at \(dueAt.text)") }
        try throwAway.prepare(bridge: options.bridge, prefix: prefix, subscribers: subscribers, dueAt: dueAt)
        var servers: [OwnServer] = []
        defer { servers.forEach { $0.stop() } }
        for number in 0..<max(1, options.servers) { servers.append(try OwnServer(options, throwAway, number: number)) }
        var memory = ServerMemory(process: servers.first?.process)
        let access = Access(
            endpoints: servers.map(\.endpoint), bridge: options.bridge, token: throwAway.token, prefix: prefix)
        return try run(options, access, dueAt: dueAt.seconds, &memory)
    }

    private static func runOther(
        _ options: BenchOptions, _ prefix: String, _ say: (String) -> Void
    ) throws -> BenchReport {
        guard let endpoint = options.server else { throw BenchFailure("no server") }
        guard let token = options.token ?? (options.scenario == .idle ? "" : nil) else {
            throw BenchFailure("a bridge's token is needed: yiti token create \(options.bridge)")
        }
        let access = Access(endpoints: [endpoint], bridge: options.bridge, token: token, prefix: prefix)
        let dueAt = minute(afterSeconds: options.fansOut ? 20 + Double(options.people) / 1_000 : 0)
        if options.fansOut {
            say("subscribing \(options.people) people, due at \(dueAt.text)")
            try subscribe(options.people, access, dueAt)
        }
        var memory = ServerMemory(process: options.process)
        return try run(options, access, dueAt: dueAt.seconds, &memory)
    }

    private static func run(
        _ options: BenchOptions, _ access: Access, dueAt: Int64, _ memory: inout ServerMemory
    ) throws -> BenchReport {
        switch options.scenario {
        case .answers: try AnswersScenario(options: options).run(access, memory: &memory)
        case .next: try NextScenario(options: options).run(access, memory: &memory)
        case .fanout, .mixed: try FanoutScenario(options: options, dueAt: dueAt).run(access, memory: &memory)
        case .idle: try IdleScenario(options: options).run(access.endpoint(0), memory: &memory)
        }
    }

    /// People subscribe by command on a server that is not our own.
    private static func subscribe(_ count: Int, _ access: Access, _ dueAt: Instant) throws {
        let minutes = dueAt.seconds % 86_400 / 60
        let time = "\(minutes / 600)\(minutes / 60 % 10):\(minutes % 60 / 10)\(minutes % 10)"
        let load = try BridgeLoad.open(access, connections: 1, inFlight: 64, pushes: false)
        _ = try load.run(rate: 0, while: { $0 < count }) { client, number, from in
            let rest = #""user":"\#(access.user(number))","text":"/subscribe \#(time)""#
            _ = client.ask("cmd", rest, started: from, what: 0)
        }
        guard load.tally.total == 0 else { throw BenchFailure("could not subscribe: \(load.tally.counts)") }
    }

    private static func addRaw(
        _ options: BenchOptions, _ throwAway: ThrowAway, to report: inout BenchReport
    ) throws {
        guard options.scenario != .idle else { return }
        let people = options.fansOut ? min(options.people, 200_000) : min(options.people, 20_000)
        let path = try throwAway.prepareRaw(bridge: "raw", subscribers: people, dueAt: minute(afterSeconds: 0))
        let raw = try RawRates(path: path, people: people)
        report.further.append(("commit_ms", try raw.commitMilliseconds()))
        let seconds = max(2, min(5, options.seconds / 2))
        switch options.scenario {
        case .answers: report.rawRate = try raw.answers(seconds: seconds)
        case .next: report.rawRate = try raw.next(seconds: seconds)
        case .fanout, .mixed: report.rawRate = try raw.deliveries()
        case .idle: break
        }
    }

    /// The first whole minute that is at least so far away.
    private static func minute(afterSeconds seconds: Double) -> Instant {
        let earliest = Int64((Date().timeIntervalSince1970 + seconds).rounded(.up))
        return Instant(seconds: (earliest + 59) / 60 * 60)
    }
}

extension BenchOptions {
    /// Whether subscriptions fall due.
    var fansOut: Bool { scenario == .fanout || scenario == .mixed }
}

// Either of the two may be the module that `timespec` is found in first.
internal import CDispatch
import Glibc

/// A great many subscriptions that fall due in one minute; with `mixed`, people's commands meanwhile.
struct FanoutScenario {
    let options: BenchOptions
    /// The instant they fall due, in seconds since 1970.
    let dueAt: Int64

    /// How long nothing may come before what is missing is given up.
    private static let silenceSeconds = 60.0

    func run(_ access: Access, memory: inout ServerMemory) throws -> BenchReport {
        let isMixed = options.scenario == .mixed
        let post = try BridgeLoad.open(access, connections: 1, inFlight: 1)
        let commands = isMixed ? try people(access) : nil
        memory.look()
        let idleKilobytes = memory.peakKilobytes
        post.glance = { [watch = memory] in watch.look() }
        let start = try wait()
        var arrivals = Latencies()
        var last = start
        post.pushed = {
            last = Monotonic.now
            arrivals.record(from: start, to: last)
        }
        var began: [String: Int] = [:]
        while post.pushes < options.people, Monotonic.seconds(from: last) < Self.silenceSeconds {
            try post.turn({ _, _, _ in }, pause: isMixed ? 0 : 1_000_000)
            if let commands { try command(commands, access, start: start, &began) }
        }
        try fence(post)
        if let commands { try drain(commands) }
        let seconds = Monotonic.seconds(from: start)
        memory.look()
        for _ in 0..<max(0, options.people - post.pushes) { post.tally.count("missing push") }
        for (code, count) in commands?.tally.counts ?? [:] { for _ in 0..<count { post.tally.count(code) } }
        var report = BenchReport(
            options, unit: "pushes", rate: Double(post.pushes) / seconds,
            latencies: commands?.latencies ?? arrivals, tally: post.tally, residentKilobytes: memory.peakKilobytes,
            connections: isMixed ? 2 : 1, seconds: seconds)
        report.further = [("pushes", Double(post.pushes)), ("idle_rss_kb", Double(idleKilobytes))]
        if let commands { report.further.append(("commands", Double(commands.latencies.count))) }
        return report
    }

    /// A second connection for commands, and the people behind them.
    private func people(_ access: Access) throws -> BridgeLoad {
        let load = try BridgeLoad.open(access, connections: 1, inFlight: options.inFlight, pushes: false)
        return load
    }

    /// Waits for the instant they fall due; at once when it has passed.
    private func wait() throws -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let ahead = Double(dueAt) - Double(time.tv_sec) - Double(time.tv_nsec) / 1e9
        if ahead > 0 { usleep(UInt32(clamping: Int(ahead * 1e6))) }
        return Monotonic.now
    }

    /// Begins the commands that are due, and reads replies.
    private func command(
        _ load: BridgeLoad, _ access: Access, start: UInt64, _ began: inout [String: Int]
    ) throws {
        let due = Int(Monotonic.seconds(from: start) * options.rate)
        guard let client = load.clients.first else { return }
        var number = began["commands"] ?? 0
        while number < due, !client.free.isEmpty {
            let text = number % 4 == 1 ? "an answer" : number % 4 == 2 ? "/streak" : "/next"
            let user = access.user((number / 4 * 7_919) % options.people) + (number % 4 == 3 ? "-other" : "")
            _ = client.ask(
                "cmd", #""user":""# + user + #"","text":""# + text + "\"",
                started: start + UInt64(Double(number) / options.rate * 1e9), what: 0)
            number += 1
        }
        began["commands"] = number
        try load.turn({ _, _, _ in }, pause: 0)
    }

    /// Waits until everything acked so far is durable: an ack with an `id` is answered after it is.
    private func fence(_ load: BridgeLoad) throws {
        _ = load.clients.first?.ask("ack", #""d":"d0""#, started: Monotonic.now, what: 0)
        try drain(load)
    }

    private func drain(_ load: BridgeLoad) throws {
        let deadline = Monotonic.now + 60_000_000_000
        while !load.clients.allSatisfy(\.isIdle), Monotonic.now < deadline {
            try load.turn({ _, _, _ in }, pause: 1_000_000)
        }
    }
}

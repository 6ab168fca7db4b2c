/// Drives the requests of many people over the connections of one bridge, from one thread that never blocks.
///
/// With a rate, operation `k` is meant to begin at `start + k / rate`, whatever the server does; without one, every free
/// slot is filled at once.
final class BridgeLoad {
    /// One operation is to begin: writes its first request; the number counts operations.
    typealias Begin = (_ client: BridgeClient, _ number: Int, _ from: UInt64) -> Void
    /// A reply has come to a request that was written as `what`.
    typealias Replied = (_ client: BridgeClient, _ what: Int, _ body: ArraySlice<UInt8>) -> Void

    let clients: [BridgeClient]
    private(set) var latencies = Latencies()
    var tally = Tally()
    /// Operations begun.
    private(set) var begun = 0
    /// Pushes taken.
    private(set) var pushes = 0
    /// Called with every push's name.
    var pushed: () -> Void = {}
    /// Called now and then.
    var glance: () -> Void = {}

    private let poller = Poller()
    private var acks: [[String]]
    private var wantsRoom: [Bool]
    private var glancedAt: UInt64 = 0

    init(_ clients: [BridgeClient]) {
        self.clients = clients
        acks = Array(repeating: [], count: clients.count)
        wantsRoom = Array(repeating: false, count: clients.count)
        for client in clients { poller.watch(client.socket.descriptor) }
    }

    /// Opens the connections of a bridge, one server after the other; the first takes pushes.
    static func open(_ access: Access, connections: Int, inFlight: Int, pushes: Bool = true) throws -> BridgeLoad {
        BridgeLoad(
            try (0..<max(1, connections)).map { number in
                let client = BridgeClient(try LineSocket(to: access.endpoint(number)), slots: max(1, inFlight))
                try client.greet(bridge: access.bridge, token: access.token, pushes: pushes && number == 0)
                return client
            })
    }

    /// Begins operations while `goesOn` says so, then waits for what is under way. Returns the seconds it took.
    func run(
        rate: Double, while goesOn: (_ begun: Int) -> Bool, begin: Begin, replied: Replied = { _, _, _ in }
    ) throws -> Double {
        let start = Monotonic.now
        begun = 0
        while goesOn(begun) {
            fill(start: start, rate: rate, goesOn, begin)
            try turn(replied, pause: pause(start: start, rate: rate))
        }
        let deadline = Monotonic.now + 60_000_000_000
        while !clients.allSatisfy(\.isIdle), Monotonic.now < deadline { try turn(replied, pause: 1_000_000) }
        guard clients.allSatisfy(\.isIdle) else { throw BenchFailure("the server left requests unanswered for 60 s") }
        return Monotonic.seconds(from: start)
    }

    /// Forgets what was measured so far: it was preparation.
    func reset() {
        latencies = Latencies()
        tally = Tally()
    }

    private func pause(start: UInt64, rate: Double) -> UInt64 {
        guard rate > 0 else { return 1_000_000 }
        let next = start + UInt64(Double(begun) / rate * 1e9)
        let now = Monotonic.now
        return next > now ? min(next - now, 1_000_000) : 0
    }

    /// Begins what is due wherever a slot is free.
    private func fill(start: UInt64, rate: Double, _ goesOn: (Int) -> Bool, _ begin: Begin) {
        let now = Monotonic.now
        var next = begun % clients.count
        var full = 0
        while full < clients.count, goesOn(begun) {
            let from = rate > 0 ? start + UInt64(Double(begun) / rate * 1e9) : now
            guard from <= now else { break }
            let client = clients[next]
            next = (next + 1) % clients.count
            guard !client.free.isEmpty else {
                full += 1
                continue
            }
            full = 0
            begin(client, begun, from)
            begun += 1
        }
    }

    /// Writes what is to be written, waits a little, and reads what has come.
    func turn(_ replied: Replied, pause: UInt64) throws {
        for (number, client) in clients.enumerated() { flush(client, number) }
        for number in poller.wait(nanoseconds: pause) {
            let client = clients[number]
            client.socket.read { self.read($0, client, number, replied) }
            acknowledge(client, number)
            flush(client, number)
            guard client.socket.isOpen else { throw BenchFailure("the server closed a connection") }
        }
        let now = Monotonic.now
        if now - glancedAt > 500_000_000 {
            glancedAt = now
            glance()
        }
    }

    private func flush(_ client: BridgeClient, _ number: Int) {
        client.socket.flush()
        guard client.socket.hasOutput != wantsRoom[number] else { return }
        wantsRoom[number].toggle()
        poller.change(number, writes: wantsRoom[number])
    }

    private func read(_ line: ArraySlice<UInt8>, _ client: BridgeClient, _ number: Int, _ replied: Replied) {
        switch BridgeClient.parse(line) {
        case .reply(let slot, let code, let body):
            let (from, what) = client.settle(slot)
            latencies.record(from: from, to: Monotonic.now)
            if let code { tally.count(code) } else { replied(client, what, body) }
        case .push(let name):
            acks[number].append(name)
            pushes += 1
            pushed()
        case .other(let text):
            if text.hasPrefix(#"{"op":"ping""#) {
                client.socket.add(#"{"op":"pong"}"# + "\n")
            } else if !text.hasPrefix(#"{"op":"pong""#) {
                tally.count(text)
            }
        }
    }

    /// Takes what was pushed, up to 256 with one line.
    private func acknowledge(_ client: BridgeClient, _ number: Int) {
        guard !acks[number].isEmpty else { return }
        for start in stride(from: 0, to: acks[number].count, by: 256) {
            let names = acks[number][start..<min(start + 256, acks[number].count)]
            client.socket.add(#"{"op":"ack","d":[""# + names.joined(separator: #"",""#) + "\"]}\n")
        }
        acks[number].removeAll(keepingCapacity: true)
    }
}

/// How to speak to servers as a bridge.
struct Access {
    /// One at least.
    var endpoints: [BenchEndpoint]
    var bridge: String
    var token: String
    /// What this run's users begin with, so that runs don't meet.
    var prefix: String

    /// Where a connection goes, by its number.
    func endpoint(_ number: Int) -> BenchEndpoint { endpoints[number % endpoints.count] }

    /// A user of this run by number.
    func user(_ number: Int) -> String { prefix + String(number) }
}

internal import Glibc
internal import Synchronization

/// The real bridge in a process of its own, which can be killed and started again on the same journal.
package final class BridgeProcess: Sendable {
    private let network: String
    private let scratch: Scratch
    private let environment: [String: String]
    private let child: Mutex<ChildProcess>

    /// Rates at which no test waits.
    private static let raisedLimits = [
        "chat_burst": "100", "chat_per_second": "100", "bridge_burst": "100", "bridge_per_second": "100",
    ]

    /// Starts `yiti bridge NETWORK` with keys of its configuration and variables; with the rates that it is shipped with, or higher ones,
    /// which is what a short run has unless it says otherwise.
    package init(
        _ network: String, _ keys: [String: String], environment: [String: String],
        hasShippedLimits: Bool = Program.soaks
    ) throws {
        self.network = network
        self.environment = environment
        scratch = try Scratch()
        let usual = ["journal": scratch.file("journal")].merging(hasShippedLimits ? [:] : Self.raisedLimits) { own, _ in
            own
        }
        let keys = keys.merging(usual) { given, _ in given }
        try scratch.write(keys.map { "\($0.key): \($0.value)\n" }.sorted().joined(), to: "bridge.yaml")
        child = Mutex(try Self.start(network, scratch, environment))
    }

    private static func start(_ network: String, _ scratch: Scratch, _ environment: [String: String]) throws
        -> ChildProcess
    {
        try ChildProcess(
            Program.path, ["bridge", network, "--config", scratch.file("bridge.yaml")],
            environment: Program.environment(environment), errors: scratch.file("log"), folder: scratch.path)
    }

    /// Runs a second one with the same configuration, and other keys, to its end.
    package func second(_ arguments: [String] = []) throws -> Program.Outcome {
        try Program.run(
            ["bridge", network, "--config", scratch.file("bridge.yaml")] + arguments, environment: environment)
    }

    /// Runs `--check` with keys of a configuration and variables.
    package static func check(_ network: String, _ keys: [String: String], environment: [String: String]) throws
        -> Program.Outcome
    {
        let scratch = try Scratch()
        try scratch.write(keys.map { "\($0.key): \($0.value)\n" }.sorted().joined(), to: "bridge.yaml")
        return try Program.run(
            ["bridge", network, "--config", scratch.file("bridge.yaml"), "--check"], environment: environment)
    }

    /// Ends it as a power failure would, and waits until it is gone.
    package func kill() throws {
        try child.withLock { try $0.killAndWait() }
    }

    /// The same at an instant by chance: before, between or behind what was asked last.
    package func killSoon() throws {
        usleep(.random(in: 0...400_000))
        try kill()
    }

    /// Ends it as a supervisor does; the exit code.
    package func terminate() throws -> Int32 {
        try child.withLock { child in
            child.signal(SIGTERM)
            return try child.waitForExit(Deadline(seconds: 40))
        }
    }

    /// Waits for an end that it comes to by itself.
    package func waitForExit() throws -> Int32 { try child.withLock { try $0.waitForExit(Deadline()) } }

    /// Starts it again on what it remembers, perhaps with other variables.
    package func restart(with more: [String: String] = [:]) throws {
        let next = try Self.start(network, scratch, environment.merging(more) { _, given in given })
        child.withLock { $0 = next }
    }

    /// How many parts its ends so far have caught in which state, as it says itself at each start.
    package var caught: Caught {
        log.split(separator: "\n").filter { $0.contains("left behind:") }.reduce(into: Caught()) { caught, line in
            let numbers = line.split { $0 == ":" || $0 == "," || $0 == " " }.compactMap { Int($0) }.suffix(4)
            let four = Array(numbers) + [0, 0, 0, 0]
            caught.pending += four[1]
            caught.sending += four[2]
            caught.unacked += four[3]
        }
    }

    /// Parts that a kill found in a state.
    package struct Caught: Hashable, Sendable {
        package var pending = 0
        package var sending = 0
        /// Pushes of which every part was out and the server did not know it.
        package var unacked = 0

        /// Whether each state was met so often that a fault there would have shown.
        package var isEnough: Bool { pending >= 20 && sending >= 20 }

        /// The same where pushes were killed, too.
        package var isEnoughOfPushes: Bool { isEnough && unacked >= 20 }
    }

    /// What it has logged so far.
    package var log: String { Scratch.text(of: scratch.file("log")) }
}

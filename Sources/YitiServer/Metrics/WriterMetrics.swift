import CoreMetrics
internal import Dispatch
import YitiCore

/// What became of a command.
package enum CommandOutcome: String, CaseIterable, Sendable {
    case done
    case refused
    /// It repeats an earlier one, whose reply was given again.
    case repeated
    /// Nothing of it was written.
    case failed
}

/// What became of a push.
package enum PushOutcome: String, CaseIterable, Sendable {
    case acked
    case expired
    case dead
}

/// How far a push has come.
package enum PushStage: String, CaseIterable, Sendable {
    case sent
    case acked
}

/// What the writer counts and measures.
package final class WriterMetrics: Sendable {
    /// Stands for a verb that there is none of, and where none is known.
    static let otherVerb = "other"
    /// Stands for an answer, or a rating typed alone, and for a button.
    static let textVerb = "text"
    static let buttonVerb = "button"

    let pushes: EventCounters<PushOutcome>
    let redeliveries: EventCounter
    private let commands: [String: EventCounters<CommandOutcome>]
    private let commandSeconds: [String: Timer]
    private let batchJobs: Recorder
    private let commitSeconds: Timer
    private let queueDepth: Gauge
    private let queueAge: Gauge
    private let choiceSeconds: Timer
    private let calibrationSeconds: Timer
    private let backlog: Meter
    private let overdue: Gauge
    private let lags: [PushStage: Timer]

    init(_ factory: any MetricsFactory) {
        pushes = EventCounters(.pushes, "outcome", factory)
        redeliveries = EventCounter(.redeliveries, [], factory)
        let verbs = CommandTable.rows(isSandbox: true).map(\.verb) + [Self.otherVerb, Self.textVerb, Self.buttonVerb]
        commands = Dictionary(
            uniqueKeysWithValues: verbs.map {
                ($0, EventCounters(.commands, "outcome", of: CommandOutcome.allCases, also: ("verb", $0), factory))
            })
        commandSeconds = Dictionary(
            uniqueKeysWithValues: verbs.map {
                ($0, Timer(label: MetricName.commandSeconds.rawValue, dimensions: [("verb", $0)], factory: factory))
            })
        batchJobs = Recorder(
            label: MetricName.batchJobs.rawValue, dimensions: [], aggregate: true, factory: factory)
        commitSeconds = Timer(label: MetricName.commitSeconds.rawValue, dimensions: [], factory: factory)
        queueDepth = Gauge(label: MetricName.queueDepth.rawValue, dimensions: [], factory: factory)
        queueAge = Gauge(label: MetricName.queueAge.rawValue, dimensions: [], factory: factory)
        choiceSeconds = Timer(label: MetricName.choiceSeconds.rawValue, dimensions: [], factory: factory)
        calibrationSeconds = Timer(label: MetricName.calibrationSeconds.rawValue, dimensions: [], factory: factory)
        backlog = Meter(label: MetricName.backlog.rawValue, dimensions: [], factory: factory)
        overdue = Gauge(label: MetricName.overdue.rawValue, dimensions: [], factory: factory)
        lags = Dictionary(
            uniqueKeysWithValues: PushStage.allCases.map {
                let labels = [("until", $0.rawValue)]
                return ($0, Timer(label: MetricName.pushLag.rawValue, dimensions: labels, factory: factory))
            })
    }

    /// What a line that is a command is counted as, whoever's command it is said to be (`/next@name`).
    static func verb(of line: String) -> String {
        let word = line.drop { $0.isWhitespace }.prefix { !$0.isWhitespace && $0 != "@" }.drop { "/／".contains($0) }
        return CommandTable.row(word.lowercased(), isSandbox: true)?.verb ?? otherVerb
    }

    /// A command was answered; `since` is when it came.
    func answered(_ verb: String, _ outcome: CommandOutcome, since: Stopwatch) {
        commands[verb]?.increment(outcome)
        commandSeconds[verb]?.recordNanoseconds(since.elapsedNanoseconds)
    }

    /// Requests were answered that are not known as commands any more: repeated ones, and those of which nothing was written.
    func count(_ outcome: CommandOutcome) { commands[Self.otherVerb]?.increment(outcome) }

    /// A batch was committed.
    func committed(jobs: Int, since: Stopwatch) {
        batchJobs.record(jobs)
        commitSeconds.recordNanoseconds(since.elapsedNanoseconds)
    }

    /// What waits for the writer, and how long the oldest of it has.
    func queued(_ depth: Int, oldest: Stopwatch?) {
        queueDepth.record(depth)
        queueAge.record(oldest.map { Double($0.elapsedNanoseconds) / 1e9 } ?? 0)
    }

    /// Has a question chosen, and measures it.
    func choosing(_ choose: () -> PickOutcome) -> PickOutcome {
        let began = Stopwatch.started
        defer { choiceSeconds.recordNanoseconds(began.elapsedNanoseconds) }
        return choose()
    }

    /// A person's memory was fitted, or found to tell too little.
    func fitted(since: Stopwatch) { calibrationSeconds.recordNanoseconds(since.elapsedNanoseconds) }

    /// How many pushes are under way, where they were counted.
    func underWay(_ pushes: Int) { backlog.set(pushes) }

    /// So many more are, or fewer.
    func underWay(changedBy pushes: Int) { if pushes != 0 { backlog.increment(by: Double(pushes)) } }

    /// How long the oldest push waits that could have been sent.
    func overdue(seconds: Int64) { overdue.record(seconds) }

    /// A push has come so far, so many seconds after it was due.
    func lag(_ stage: PushStage, seconds: Double) {
        lags[stage]?.recordNanoseconds(Int64(max(0, min(seconds, 1e9)) * 1e9))
    }
}

/// Measures from when it was started, by the clock that never steps.
struct Stopwatch: Sendable {
    private let nanoseconds: UInt64

    /// One that starts now.
    static var started: Stopwatch { Stopwatch(nanoseconds: DispatchTime.now().uptimeNanoseconds) }

    /// How long it has run.
    var elapsedNanoseconds: Int64 { Int64(clamping: DispatchTime.now().uptimeNanoseconds &- nanoseconds) }
}

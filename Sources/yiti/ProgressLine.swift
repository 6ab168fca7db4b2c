import Foundation

/// How far something long is: a line of a terminal that is written over, or else a line now and then.
final class ProgressLine {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var saidAt: ContinuousClock.Instant?
    private var isShown = false

    /// So often on a terminal, and elsewhere.
    private var interval: Duration { isTerminal ? .milliseconds(100) : .seconds(10) }

    /// Says it, unless it was said just now.
    func show(_ what: String, _ done: Int64, of total: Int64) {
        guard saidAt.map({ ContinuousClock.now - $0 >= interval }) ?? isTerminal else {
            saidAt = saidAt ?? .now
            return
        }
        saidAt = .now
        let percent = total > 0 ? min(100, done * 100 / total) : 100
        guard isTerminal else { return Operator.complain("\(what): \(done) of \(total)") }
        let filled = Int(percent / 5)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
        write("\r\u{1B}[K[\(bar)] \(percent) %  \(what)")
        isShown = true
    }

    /// Takes the line away.
    func clear() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }

    private func write(_ text: String) { Output.complain(text) }
}

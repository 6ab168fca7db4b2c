internal import Dispatch
import Foundation
internal import Logging
internal import Synchronization

/// Writes log lines to a descriptor from a queue of its own: whoever logs waits for nobody, whatever has become of the descriptor.
///
/// The lines that wait are bounded. One that finds no room, and one that can't be written (a full disk, a closed pipe), is
/// dropped and counted; a line of their own says how many as soon as it can be written.
package final class LogWriter: Sendable {
    private struct State {
        var waiting: [String] = []
        var waitingBytes = 0
        var unsaidDrops = 0
        var counter: EventCounter?

        mutating func drop() {
            unsaidDrops += 1
            counter?.increment()
        }
    }

    private let descriptor: Int32
    private let maxWaitingBytes: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "log")

    /// The process's log. What waits when the process exits is still written, if that is soon done.
    package static let standardError: LogWriter = {
        atexit { LogWriter.standardError.flush() }
        return LogWriter(descriptor: STDERR_FILENO)
    }()

    /// How long an exit waits for the lines before it.
    private static let flushSeconds = 1.0

    /// A writer to a descriptor that stays open, for so many bytes of waiting lines.
    init(descriptor: Int32, maxWaitingBytes: Int = 1 << 20) {
        self.descriptor = descriptor
        self.maxWaitingBytes = maxWaitingBytes
    }

    /// Counts every line that is dropped from now on.
    func countDrops(in counter: EventCounter) { state.withLock { $0.counter = counter } }

    /// Has a line written, which ends with LF; returns at once.
    func write(_ line: String) {
        let bytes = line.utf8.count
        let isFirst = state.withLock { state in
            guard state.waitingBytes + bytes <= maxWaitingBytes else {
                state.drop()
                return false
            }
            state.waiting.append(line)
            state.waitingBytes += bytes
            return state.waiting.count == 1
        }
        if isFirst { queue.async { self.writeWaiting() } }
    }

    /// Waits until what was given before is written, or a second is over.
    func flush() {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + Self.flushSeconds)
    }

    private func writeWaiting() {
        let lines = state.withLock { state in
            defer {
                state.waiting = []
                state.waitingBytes = 0
            }
            return state.waiting
        }
        for line in lines where !(sayDrops() && writeWhole(line)) { state.withLock { $0.drop() } }
        _ = sayDrops()
    }

    /// Says how many lines were dropped, if any were; false when that can't be written either.
    private func sayDrops() -> Bool {
        let drops = state.withLock { $0.unsaidDrops }
        guard drops > 0 else { return true }
        let line = LineLogHandler.line(.warning, "log lines were dropped", ["count": "\(drops)"])
        guard writeWhole(line) else { return false }
        state.withLock { $0.unsaidDrops -= drops }
        return true
    }

    private func writeWhole(_ line: String) -> Bool { WholeText.write(line, to: descriptor) == nil }
}

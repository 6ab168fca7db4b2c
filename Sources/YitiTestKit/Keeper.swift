internal import Foundation
internal import Glibc
internal import Synchronization

/// A script of `.ci` that keeps servers for as long as somebody holds this, and obeys orders, a line each.
package final class Keeper: Sendable {
    private let scratch: Scratch
    private let child: ChildProcess
    private let reader = Mutex(LineReader())
    /// While it is open, the script goes on.
    private let leash: Mutex<Descriptor>

    /// Runs `.ci/SCRIPT run FOLDER ARGUMENTS`, without a folder when it needs none, and waits for its "ready".
    init(_ script: String, _ arguments: [String], needsFolder: Bool = true, seconds: Double = 240) throws {
        scratch = try Scratch()
        let pipe = try Spawn.pipe()
        child = try ChildProcess(
            Self.path(script), ["run"] + (needsFolder ? [scratch.path] : []) + arguments,
            environment: Program.environment([:]), errors: "/dev/null", input: pipe.reading.number)
        leash = Mutex(pipe.writing)
        let said = try line(seconds)
        guard said == "ready" else { throw KitFailure("\(script): \(said)") }
    }

    deinit {
        leash.withLock { $0.close() }
        _ = try? child.waitForExit(Deadline())
    }

    /// Whether a script ends well that is only to see whether what it needs can be had; fetches it where it can.
    static func canRun(_ script: String) -> Bool { (try? Script.run(path(script), seconds: 900))?.status == 0 }

    private static func path(_ script: String) -> String { "\(Program.root)/.ci/\(script)" }

    /// Gives an order and waits for its answer.
    @discardableResult
    func order(_ words: String, seconds: Double = 240) throws -> String {
        let line = Array((words + "\n").utf8)
        let written = leash.withLock { Glibc.write($0.number, line, line.count) }
        guard written == line.count else { throw KitFailure("nobody takes the order \(words)") }
        return try self.line(seconds)
    }

    private func line(_ seconds: Double) throws -> String {
        let deadline = Deadline(seconds: seconds)
        while true {
            if let line = reader.withLock({ $0.next() }) { return String(decoding: line, as: UTF8.self) }
            let more = try child.read(deadline)
            guard !more.isEmpty else { throw KitFailure("the keeper has ended") }
            reader.withLock { $0.append(more) }
        }
    }
}

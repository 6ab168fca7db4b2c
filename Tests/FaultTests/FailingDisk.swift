import Foundation
import YitiTestKit

/// A disk that fails when told: the library of Tests/Faults and the plan it follows.
final class FailingDisk: Sendable {
    /// What may fail.
    enum Call: String { case write, sync }

    /// The errors as Linux numbers them.
    enum Failure: Int { case inputOutput = 5, noSpace = 28 }

    private let scratch: Scratch

    /// A disk on which nothing fails yet.
    init() throws {
        scratch = try Scratch()
    }

    /// What a server needs to write on it.
    func environment() throws -> [String: String] {
        [
            "LD_PRELOAD": try Shim.disk.get(), "YITI_FAULT_FILE": "yiti.sqlite",
            "YITI_FAULT_PLAN": scratch.file("plan"), "YITI_FAULT_LOG": scratch.file("failures"),
        ]
    }

    /// From now on the `nth` call fails, and `count` in all; `only` those on files whose names end so.
    func fail(_ call: Call, nth: Int, count: Int = 1, with failure: Failure, only end: String = "") throws {
        try scratch.write("\(call.rawValue) \(nth) \(count) \(failure.rawValue) \(end)\n", to: "plan")
    }

    /// From now on nothing fails.
    func heal() throws { try FileManager.default.removeItem(atPath: scratch.file("plan")) }

    /// What has failed so far: the call and the path of each.
    var failures: [String] { Scratch.text(of: scratch.file("failures")).split(separator: "\n").map(String.init) }
}

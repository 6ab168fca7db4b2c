import Foundation
import YitiTestKit

/// A disk that fails when told: the library of Tests/Faults, compiled once, and the plan it follows.
final class FailingDisk: Sendable {
    /// What may fail.
    enum Call: String { case write, sync }

    /// The errors as Linux numbers them.
    enum Failure: Int { case inputOutput = 5, noSpace = 28 }

    private let scratch: Scratch

    private static let shim: Result<Scratch, any Error> = Result {
        let folder = try Scratch()
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-O2", "-shared", "-fPIC", "-o", folder.file("disk.so"),
            Program.root + "/Tests/Faults/failing_disk.c", "-ldl",
        ]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw KitFailure("failing_disk.c does not compile") }
        return folder
    }

    /// A disk on which nothing fails yet.
    init() throws {
        scratch = try Scratch()
        _ = try Self.shim.get()
    }

    /// What a server needs to write on it.
    func environment() throws -> [String: String] {
        [
            "LD_PRELOAD": try Self.shim.get().file("disk.so"), "YITI_FAULT_FILE": "yiti.sqlite",
            "YITI_FAULT_PLAN": scratch.file("plan"), "YITI_FAULT_LOG": scratch.file("failures"),
        ]
    }

    /// From now on the `nth` call fails, and `count` in all.
    func fail(_ call: Call, nth: Int, count: Int = 1, with failure: Failure) throws {
        try scratch.write("\(call.rawValue) \(nth) \(count) \(failure.rawValue)\n", to: "plan")
    }

    /// From now on nothing fails.
    func heal() throws { try FileManager.default.removeItem(atPath: scratch.file("plan")) }

    /// What has failed so far: the call and the path of each.
    var failures: [String] { Scratch.text(of: scratch.file("failures")).split(separator: "\n").map(String.init) }
}

internal import Foundation

/// The program under test, as it was built beside the tests.
package enum Program {
    /// What a run of a command came to.
    package struct Outcome: CustomStringConvertible, Sendable {
        /// The exit code.
        package let status: Int32
        /// Standard output.
        package let output: String
        /// Standard error.
        package let errors: String

        package var description: String { "exit \(status)\n\(output)\n\(errors)" }
    }

    /// The executable, in the folder of the test bundle.
    package static var path: String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (bundle as NSString).deletingLastPathComponent + "/yiti"
    }

    /// The bank that is shipped.
    package static var shippedBank: String { root + "/Data/bank" }

    /// The folder of the checkout.
    package static var root: String {
        var path = #filePath as NSString
        for _ in 0..<3 { path = path.deletingLastPathComponent as NSString }
        return path as String
    }

    /// Whether the slow tests run at their full length: `YITI_SOAK=1`.
    package static var soaks: Bool { ProcessInfo.processInfo.environment["YITI_SOAK"] == "1" }

    /// Whether what can be tested on either engine is tested on PostgreSQL: `YITI_TEST_ENGINE=postgres`.
    package static var testsPostgres: Bool { ProcessInfo.processInfo.environment["YITI_TEST_ENGINE"] == "postgres" }

    /// Variables for a child: nothing of Yiti's own from outside, and no backtraces, which take longer than a test waits.
    static func environment(_ more: [String: String]) -> [String] {
        let outer = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("YITI_") }
        let all = outer.merging(["SWIFT_BACKTRACE": "enable=no"]) { _, own in own }.merging(more) { _, given in given }
        return all.map { "\($0.key)=\($0.value)" }
    }

    /// Runs a command of the program to its end; `redirected` is how a shell would send its streams elsewhere: `>/dev/full`.
    package static func run(
        _ arguments: [String], environment: [String: String] = [:], redirected: String = ""
    ) throws -> Outcome {
        let scratch = try Scratch()
        let child = try ChildProcess(
            "/bin/sh", ["-c", #"exec "$0" "$@" "# + redirected, path] + arguments,
            environment: Self.environment(environment), errors: scratch.file("errors"),
            folder: scratch.path)
        var output: [UInt8] = []
        let deadline = Deadline(seconds: 60)
        while true {
            let more = try child.read(deadline)
            if more.isEmpty { break }
            output += more
        }
        return Outcome(
            status: try child.waitForExit(deadline), output: String(decoding: output, as: UTF8.self),
            errors: Scratch.text(of: scratch.file("errors")))
    }
}

internal import Foundation

/// A program of the system's that tests use where it is there.
package struct Tool: Sendable {
    private let path: String

    /// The tool of that name in /usr/bin; nil when there is none.
    package init?(_ name: String) {
        path = "/usr/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    }

    /// Runs it to its end in a folder, with a shell that feeds it a file.
    package func run(_ arguments: [String], input: String? = nil, folder: Scratch) throws -> Program.Outcome {
        let quoted = ([path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        let command = quoted + (input.map { " < '\($0)'" } ?? " < /dev/null")
        let child = try ChildProcess(
            "/bin/sh", ["-c", command], environment: ["PATH=/usr/bin:/bin"], errors: folder.file("tool-errors"),
            folder: folder.path)
        var output: [UInt8] = []
        let deadline = Deadline(seconds: 60)
        while case let more = try child.read(deadline), !more.isEmpty { output += more }
        return Program.Outcome(
            status: try child.waitForExit(deadline), output: String(decoding: output, as: UTF8.self),
            errors: Scratch.text(of: folder.file("tool-errors")))
    }

    /// Starts it beside the tests; it ends when nobody holds what this returns.
    package func start(_ arguments: [String], folder: Scratch) throws -> AnyObject {
        try ChildProcess(
            path, arguments, environment: ["PATH=/usr/bin:/bin"], errors: folder.file("tool-log"), folder: folder.path)
    }
}

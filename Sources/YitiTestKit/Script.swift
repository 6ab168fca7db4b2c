/// A program of this machine, run to its end.
enum Script {
    static func run(_ path: String, _ arguments: [String] = [], folder: String? = nil, seconds: Double = 60) throws
        -> Program.Outcome
    {
        let scratch = try Scratch()
        let child = try ChildProcess(
            path, arguments, environment: Program.environment([:]), errors: scratch.file("errors"), folder: folder)
        let status = try child.waitForExit(Deadline(seconds: seconds))
        return Program.Outcome(status: status, output: "", errors: Scratch.text(of: scratch.file("errors")))
    }
}

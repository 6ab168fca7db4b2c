import ArgumentParser
import YitiServer

/// Has the operator's requests done and prints what came of them.
enum Operator {
    /// Prints the reply's lines on standard output, its note on standard error, and goes on to further pages.
    ///
    /// Ends the command with exit code 1 and the reason on standard error when it can't be done.
    @discardableResult
    static func run(
        _ request: AdminRequest, _ options: ConfigurationOptions
    ) throws -> (lines: Int, people: Int, lastPage: [String]) {
        let configuration = try options.load()
        var request = request
        var outcome = (lines: 0, people: 0, lastPage: [String]())
        repeat {
            let reply = try AdminAccess.perform(request, on: configuration)
            for line in reply.lines { print(line) }
            // Page by page, so that the rest of a long list is not asked for in vain.
            try Output.flush()
            if let note = reply.note { complain(note) }
            if let error = reply.error { throw AdminRefusal(error) }
            outcome.lines += reply.lines.count
            outcome.lastPage = reply.lines
            outcome.people += reply.people ?? 0
            request.after = reply.next
        } while request.after != nil
        return outcome
    }

    /// Writes a line on standard error.
    static func complain(_ line: String) { Output.complain(line + "\n") }
}

import ArgumentParser
import YitiServer

/// `yiti send`: one line to a server, and its reply.
struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send one line to a server as a person would, and print the reply.",
        discussion: """
            yiti send /next, or yiti send --key KEY '/rate 3'. Exits with 1 when the reply begins with `! `, with 2 when there is no reply. \
            Speaks to clear listeners only.
            """)

    @Argument(help: "The line.")
    var text: String

    @Option(help: "The server's address.")
    var host = "127.0.0.1"

    @Option(help: "The server's port.")
    var port = 7171

    @Option(help: "A login key, to speak as the person who has it.")
    var key: String?

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("a port is 1 to 65535") }
        guard !text.isEmpty else { throw ValidationError("there is nothing to send: give a line such as /next") }
        guard !text.contains(where: \.isNewline) else {
            throw ValidationError("the text must be one line")
        }
    }

    func run() throws {
        var replies: [[String]]
        do {
            let lines = (key.map { ["/login \($0)"] } ?? []) + [text]
            replies = try LineConversation.replies(to: lines, host: host, port: port)
        } catch let failure as ConversationFailure {
            Operator.complain("\(failure)")
            throw ExitCode(2)
        }
        if replies.count > 1, replies[0].last?.hasPrefix("! ") != true { replies.removeFirst() }
        let reply = replies.first ?? []
        for line in reply { print(line) }
        if reply.last?.hasPrefix("! ") ?? true { throw ExitCode(1) }
    }
}

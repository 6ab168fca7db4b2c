internal import Glibc
internal import Synchronization

/// A real IRC server on this machine: Debian's ngircd, unpacked.
package final class IRCServer: Sendable {
    /// Where it listens.
    package let port: Int
    private let child: Mutex<ChildProcess>
    private let scratch: Scratch

    /// Starts one.
    package init() throws {
        let made = try Script.run(Program.root + "/.ci/ngircd", seconds: 300)
        guard made.status == 0 else { throw KitFailure("no ngircd: \(made.errors)") }
        scratch = try Scratch()
        port = try FreePort.find()
        let configuration = """
            [Global]
            Name = irc.localhost
            Info = tests
            Listen = 127.0.0.1
            Ports = \(port)
            [Limits]
            MaxConnectionsIP = 0
            MaxJoins = 0
            MaxPenaltyTime = 0
            [Options]
            DNS = no
            Ident = no
            PAM = no
            """
        try scratch.write(configuration, to: "ngircd.conf")
        child = Mutex(try Self.start(scratch))
        try Self.awaitPort(port, scratch)
    }

    private static func start(_ scratch: Scratch) throws -> ChildProcess {
        let folder = Program.root + "/.build-tools/ngircd/usr"
        let machine = "x86_64-linux-gnu:\(folder)/lib/aarch64-linux-gnu"
        return try ChildProcess(
            folder + "/sbin/ngircd", ["-n", "-f", scratch.file("ngircd.conf")],
            environment: Program.environment(["LD_LIBRARY_PATH": "\(folder)/lib:\(folder)/lib/\(machine)"]),
            errors: scratch.file("errors"))
    }

    /// Ends it as a power failure would, and starts it again.
    package func killAndRestart() throws {
        try child.withLock { child in
            try child.killAndWait()
            child = try Self.start(scratch)
        }
        try Self.awaitPort(port, scratch)
    }

    /// Waits until somebody listens.
    static func awaitPort(_ port: Int, _ scratch: Scratch) throws {
        let deadline = Deadline()
        while (try? Socket(port: port)) == nil {
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("no IRC server: \(Scratch.text(of: scratch.file("errors")))")
            }
            usleep(20_000)
        }
    }
}

/// A person with an IRC client.
package final class IRCPerson {
    private let socket: Socket
    private var reader = LineReader()
    /// Messages that came while something else was waited for.
    private var unread: [String] = []
    private let nick: String

    /// Comes in under a nickname.
    package init(_ nick: String, port: Int) throws {
        self.nick = nick
        socket = try Socket(port: port)
        try send("NICK \(nick)")
        try send("USER \(nick) 0 * :\(nick)")
        _ = try line { $0.contains(" 001 ") }
    }

    /// The same on a server of its own.
    package convenience init(_ nick: String, on server: IRCServer) throws { try self.init(nick, port: server.port) }

    /// Makes an account of the nickname's name and is logged in to it.
    package func register() throws {
        try write("REGISTER \(nick) secretpassword \(nick)@example.org", to: "NickServ")
        _ = try line { $0.contains(" 900 ") }
    }

    /// Logs in to an account.
    package func identify(as account: String) throws {
        try write("IDENTIFY \(account) secretpassword", to: "NickServ")
        _ = try line { $0.contains(" 900 ") }
    }

    /// Sends a line as it is.
    package func send(_ line: String) throws { try socket.send(line + "\r\n") }

    /// Writes to somebody.
    package func write(_ text: String, to target: String = "yiti") throws { try send("PRIVMSG \(target) :\(text)") }

    /// Waits until a nickname is there.
    package func await(_ other: String) throws {
        try wait {
            try send("ISON \(other)")
            return try line { $0.contains(" 303 ") }.contains(other)
        }
    }

    /// The next line of that kind.
    package func line(_ isWanted: (String) -> Bool) throws -> String {
        var last = ""
        let deadline = Deadline(seconds: 60)
        while deadline.remainingMilliseconds > 0 {
            if let bytes = reader.next() {
                let line = String(decoding: bytes, as: UTF8.self)
                last = line
                if line.hasPrefix("PING") { try send("PONG" + line.dropFirst(4)) }
                if isWanted(line) { return line }
                if line.contains(" PRIVMSG ") { unread.append(line) }
                continue
            }
            let more = try? socket.receive(seconds: 60)
            guard let more, !more.isEmpty else { throw KitFailure("the network closed or is silent, last: \(last)") }
            reader.append(more)
        }
        throw KitFailure("nothing of that kind came, last: \(last)")
    }

    /// The lines with messages that are there already.
    package func heard() throws -> [String] {
        try send("PING :behind")
        _ = try line { $0.contains("PONG") && $0.contains("behind") }
        defer { unread = [] }
        return unread
    }

    /// The texts of messages, up to the first that holds a word.
    package func messages(until word: String) throws -> [String] {
        var texts: [String] = []
        while texts.last?.contains(word) != true {
            guard let text = try? message() else {
                throw KitFailure("no \(word) to \(nick) behind \(texts.suffix(20))")
            }
            texts.append(text)
        }
        return texts
    }

    /// The text of the next message.
    package func message() throws -> String {
        let line = try unread.isEmpty ? line({ $0.contains(" PRIVMSG ") }) : unread.removeFirst()
        return (line.split(separator: " ", maxSplits: 3).last.map { String($0.dropFirst()) } ?? "").trimmingSuffix("\r")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String { last == suffix ? String(dropLast()) : self }
}

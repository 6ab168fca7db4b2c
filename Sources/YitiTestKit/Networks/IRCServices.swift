internal import Glibc
internal import Synchronization

/// An IRC network with accounts on this machine: Debian's inspircd with atheme-services, unpacked.
package final class IRCServices: Sendable {
    /// Where people connect.
    package let port: Int
    /// Where they do with TLS; nobody listens there without certificates.
    package let securePort: Int
    private let server: Mutex<ChildProcess>
    private let services: ChildProcess
    private let scratch: Scratch
    private static let folder = Program.root + "/.build-tools/inspircd/usr"
    /// Where Debian keeps libraries on this machine.
    private static let libraries = folder + "/lib/x86_64-linux-gnu"

    /// Starts both, and waits until the services are there; `watches` is whether the network tells who comes and goes (`MONITOR`).
    package init(_ certificates: IRCCertificates? = nil, watches: Bool = true) throws {
        guard NetworkServer.inspircd.isThere else { throw KitFailure("no inspircd") }
        scratch = try Scratch()
        port = try FreePort.find()
        securePort = try FreePort.find()
        let link = try FreePort.find()
        let secure = certificates?.configuration(port: securePort) ?? ""
        let watching = watches ? "<module name=\"monitor\">\n<monitor maxentries=\"30\">\n" : ""
        try scratch.write(
            Self.server(port: port, link: link, folder: scratch.path) + secure + watching, to: "inspircd.conf")
        try scratch.write(Self.services(link: link), to: "atheme.conf")
        try scratch.write("", to: "atheme.motd")
        server = Mutex(try Self.start(scratch))
        try IRCServer.awaitPort(port, scratch)
        // In the foreground it says everything on its output, which nobody reads.
        services = try ChildProcess(
            "/bin/sh",
            [
                "-c", "exec \"$0\" \"$@\" > /dev/null", Self.folder + "/bin/atheme-services", "-n", "-c",
                scratch.file("atheme.conf"), "-D", scratch.path, "-l", scratch.file("atheme.log"), "-p",
                scratch.file("atheme.pid"),
            ], environment: Self.environment, errors: scratch.file("errors"), folder: scratch.path)
        try IRCPerson("first", port: port).await("NickServ")
    }

    private static var environment: [String] { Program.environment(["LD_LIBRARY_PATH": libraries]) }

    private static func start(_ scratch: Scratch) throws -> ChildProcess {
        let asRoot = getuid() == 0 ? ["--runasroot"] : []
        return try ChildProcess(
            folder + "/sbin/inspircd", asRoot + ["--nofork", "--nopid", "--config", scratch.file("inspircd.conf")],
            environment: environment, errors: scratch.file("errors"), folder: scratch.path)
    }

    /// Ends the server as a power failure would, starts it again, and waits until the services have found it.
    package func killAndRestart() throws {
        try server.withLock { server in
            try server.killAndWait()
            server = try Self.start(scratch)
        }
        try IRCServer.awaitPort(port, scratch)
        try IRCPerson("first", port: port).await("NickServ")
    }

    private static func server(port: Int, link: Int, folder: String) -> String {
        let modules = [
            "spanningtree", "services_account", "callerid", "cap", "ircv3", "ircv3_accounttag", "ircv3_batch",
            "ircv3_ctctags",
            "ircv3_echomessage", "ircv3_labeledresponse", "ircv3_msgid", "ircv3_servertime", "sasl",
        ]
        return """
            <config format="xml">
            <server name="irc.localhost" description="tests" network="Tests" id="97K">
            <admin name="a" nick="a" email="a@localhost">
            <bind address="127.0.0.1" port="\(port)" type="clients">
            <bind address="127.0.0.1" port="\(link)" type="servers">
            <path configdir="\(folder)" datadir="\(folder)" logdir="\(folder)" runtimedir="\(folder)"
              moduledir="\(Self.folder)/lib/inspircd/modules">
            <connect name="main" allow="*" timeout="30" pingfreq="120" recvq="65536" threshold="100000"
              commandrate="100000000" fakelag="yes" localmax="1000" globalmax="1000" useident="no" resolvehostnames="no">
            <performance quietbursts="yes">
            <log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="\(folder)/ircd.log">
            \(modules.map { "<module name=\"\($0)\">" }.joined(separator: "\n"))
            <sasl target="services.localhost" requiressl="no">
            <uline server="services.localhost" silent="yes">
            <link name="services.localhost" ipaddr="127.0.0.1" port="\(link)" allowmask="127.0.0.1" sendpass="link"
              recvpass="link">

            """
    }

    private static func services(link: Int) -> String {
        // Whole paths, since Debian's program looks for them where a package puts them; what they need goes before them.
        let modules = [
            "backend/corestorage", "backend/opensex", "crypto/posix", "transport/rfc1459", "protocol/base36uid",
            "protocol/inspircd", "nickserv/main", "nickserv/identify", "nickserv/register", "saslserv/main",
            "saslserv/plain", "nickserv/cert", "saslserv/external",
        ]
        return modules.map { "loadmodule \"\(libraries)/atheme/modules/\($0)\";\n" }.joined() + """
            serverinfo {
              name = "services.localhost"; desc = "services"; numeric = "00A"; recontime = 1; netname = "Tests";
              adminname = "a"; adminemail = "a@localhost"; registeremail = "a@localhost"; mta = "/bin/true";
              loglevel = { all; }; maxlogins = 50; maxusers = 0; mdlimit = 30; emaillimit = 10; emailtime = 300;
              auth = none; casemapping = rfc1459;
            };
            uplink "irc.localhost" {
              host = "127.0.0.1"; port = \(link); send_password = "link"; receive_password = "link";
            };
            nickserv {
              nick = "NickServ"; user = "NickServ"; host = "services.localhost"; real = "Services"; no_nick_ownership;
            };
            saslserv { nick = "SaslServ"; user = "SaslServ"; host = "services.localhost"; real = "SASL"; };
            general { commit_interval = 5; };

            """
    }
}

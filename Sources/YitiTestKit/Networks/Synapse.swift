internal import Foundation
internal import Synchronization

/// A real Matrix homeserver on this machine, in a Python environment that is made once and kept.
package final class Synapse: Sendable {
    /// Where it answers.
    package let port: Int
    private let child: Mutex<ChildProcess>
    private let scratch: Scratch

    /// Starts one; `limits` are lines of its configuration that go before ours.
    package init(_ more: String = "") throws {
        let made = try Script.run(Program.root + "/.ci/synapse", seconds: 900)
        guard made.status == 0 else { throw KitFailure("no Synapse: \(made.errors)") }
        scratch = try Scratch()
        port = try FreePort.find()
        try scratch.write(Self.configuration(port: port, folder: scratch.path) + more, to: "homeserver.yaml")
        try scratch.write(Self.logging(scratch.file("log")), to: "log.yaml")
        let python = Program.root + "/.build-tools/synapse/bin/python"
        let key = """
            from signedjson.key import generate_signing_key, write_signing_keys
            write_signing_keys(open('key', 'w'), [generate_signing_key('a_1')])
            """
        let keyed = try Script.run(python, ["-c", key], folder: scratch.path)
        guard keyed.status == 0 else { throw KitFailure("no key: \(keyed.errors)") }
        child = Mutex(try Self.start(scratch))
        try awaitAnswer()
    }

    private static func start(_ scratch: Scratch) throws -> ChildProcess {
        try ChildProcess(
            Program.root + "/.build-tools/synapse/bin/python",
            ["-m", "synapse.app.homeserver", "-c", "homeserver.yaml"], environment: Program.environment([:]),
            errors: scratch.file("errors"), folder: scratch.path)
    }

    /// Ends it as a power failure would, and starts it again on what it has stored.
    package func killAndRestart() throws {
        try child.withLock { child in
            try child.killAndWait()
            child = try Self.start(scratch)
        }
        try awaitAnswer()
    }

    private func awaitAnswer() throws {
        let deadline = Deadline(seconds: 60)
        while (try? PlainHTTP.send(port: port, "GET", "/_matrix/client/versions"))?.status != 200 {
            guard deadline.remainingMilliseconds > 0 else {
                throw KitFailure("Synapse did not start: \(Scratch.text(of: scratch.file("errors")))")
            }
            usleep(50_000)
        }
    }

    private static func configuration(port: Int, folder: String) -> String {
        let free = "{per_second: 1000, burst_count: 1000}"
        return """
            server_name: localhost
            pid_file: \(folder)/pid
            listeners:
              - {port: \(port), bind_addresses: [127.0.0.1], type: http, tls: false, resources: [{names: [client]}]}
            database: {name: sqlite3, args: {database: \(folder)/homeserver.db}}
            log_config: \(folder)/log.yaml
            media_store_path: \(folder)/media
            signing_key_path: \(folder)/key
            report_stats: false
            enable_registration: true
            enable_registration_without_verification: true
            suppress_key_server_warning: true
            trusted_key_servers: []
            macaroon_secret_key: m
            form_secret: f
            bcrypt_rounds: 4
            presence: {enabled: false}
            rc_message: \(free)
            rc_registration: \(free)
            rc_room_creation: \(free)
            rc_login: {address: \(free), account: \(free), failed_attempts: \(free)}
            rc_joins: {local: \(free), remote: \(free)}
            rc_invites: {per_room: \(free), per_user: \(free), per_issuer: \(free)}

            """
    }

    private static func logging(_ path: String) -> String {
        """
        version: 1
        handlers: {file: {class: logging.FileHandler, filename: \(path)}}
        root: {level: WARNING, handlers: [file]}
        """
    }
}

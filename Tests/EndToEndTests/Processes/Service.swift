import YitiTestKit

/// A server on a data folder that outlives it, with a bridge `tests` whose token was made before the start.
final class Service {
    let data: Scratch
    let token: String
    private(set) var server: ServerProcess
    private let environment: [String: String]

    /// Makes the token, then starts the server. Rates are not limited unless `limitsRates`; everything is kept in the data folder unless
    /// `database` names another place. A `token` that is given was made before.
    init(limitsRates: Bool = false, database: String = "", node: String = "", token: String? = nil) throws {
        data = try Scratch()
        let database = ["YITI_DATABASE": database, "YITI_NODE": node]
        self.token = try token ?? Self.token("tests", data, environment: database)
        environment =
            limitsRates
            ? database
            : database.merging(["YITI_LIMITS_RATE_USER_PER_SECOND": "0", "YITI_LIMITS_RATE_HUMAN_PER_SECOND": "0"]) {
                $1
            }
        server = try ServerProcess.real(data: data, environment: environment)
    }

    /// Makes a bridge's token as an operator does.
    static func token(_ bridge: String, _ data: Scratch, environment: [String: String] = [:]) throws -> String {
        let outcome = try Program.run(["token", "create", bridge, "--data", data.path], environment: environment)
        guard outcome.status == 0 else { throw KitFailure("no token: \(outcome)") }
        return outcome.output.filter { !$0.isWhitespace }
    }

    /// Starts it again on the same data, after it has ended.
    func restart() throws { server = try ServerProcess.real(data: data, environment: environment) }

    /// A connection of its bridge, once it is not told to try again.
    func bridgeWhenReady() throws -> BridgeClient {
        let deadline = Deadline()
        while true {
            do { return try bridge() } catch {
                guard ["busy", "unavailable"].contains(where: { "\(error)".contains($0) }),
                    deadline.remainingMilliseconds > 0
                else { throw error }
            }
        }
    }

    /// A connection of its bridge.
    func bridge(push: Bool = true) throws -> BridgeClient {
        try BridgeClient(port: server.port, token: token, bridge: "tests", push: push)
    }
}

import Testing
import YitiTestKit

/// Somebody sets the clock of the machine while the service runs, or while it does not. Nobody says anything meanwhile: what is due
/// has to be noticed without being asked.
@Suite struct ClockStepTests {
    private let data: Scratch
    private let clock: SetClock

    init() throws {
        data = try DataFolder.make()
        clock = try SetClock(at: "2026-03-02T08:00:00Z")
    }

    private func serve() throws -> ServerProcess {
        try ServerProcess.real(data: data, environment: clock.environment())
    }

    @Test("a clock that steps back an hour repeats no push and keeps none back")
    func back() throws {
        let server = try serve()
        let client = try server.chat(push: true)
        try client.run("u", "/subscribe 09:00")
        try client.run("v", "/subscribe 10:00")
        try clock.set(to: "2026-03-02T09:00:00Z")
        let first = try client.push()
        #expect(first.user == "u")
        try client.ack(first.delivery)
        try clock.set(to: "2026-03-02T08:00:00Z")
        #expect(try client.settledPushes().isEmpty)
        // Within the hour that is lived through twice.
        try client.run("w", "/subscribe 08:30")
        try clock.set(to: "2026-03-02T08:30:00Z")
        let again = try client.push()
        #expect(again.user == "w" && again.due == "2026-03-02T08:30:00Z")
        try client.ack(again.delivery)
        try clock.set(to: "2026-03-02T10:00:00Z")
        let second = try client.push()
        #expect(second.user == "v" && second.due == "2026-03-02T10:00:00Z")
        try client.ack(second.delivery)
        #expect(try client.settledPushes().isEmpty)
    }

    @Test("a clock that steps a year forward while the service runs brings one push, the latest")
    func forward() throws {
        let server = try serve()
        let client = try server.chat(push: true)
        try client.run("u", "/subscribe 09:00")
        try clock.set(to: "2027-03-02T09:00:00Z")
        let push = try client.push()
        #expect(push.due == "2027-03-02T09:00:00Z")
        try client.ack(push.delivery)
        #expect(try client.settledPushes().isEmpty)
    }

    @Test(
        "a clock a year ahead at a start holds pushing and nothing else, says so everywhere, and goes on once it is accepted"
    )
    func held() throws {
        let before = try serve()
        let client = try before.chat(push: true)
        try client.run("u", "/subscribe 09:00")
        before.terminate()
        #expect(try client.othersToEnd().last?["op"] == "bye")
        client.socket.close()
        #expect(try before.waitForExit() == 0)
        try clock.set(to: "2027-03-02T09:00:00Z")
        let server = try serve()
        let again = try server.chat(push: true)
        #expect(again.welcome["note"].string?.contains("yiti clock accept") ?? false)
        try wait { server.log.contains("pushing is held") }
        #expect(try health().contains("pushing is held"))
        try again.answer("u", rating: 3)
        #expect(try again.settledPushes().isEmpty)
        let accepted = try Program.run(["clock", "accept", "--data", data.path])
        #expect(accepted.status == 0, "\(accepted)")
        #expect(try again.push().due == "2027-03-02T09:00:00Z")
        #expect(try !health().contains("pushing is held"))
    }

    @Test("a clock that was a year ahead at a start and is set right goes on by itself")
    func setRight() throws {
        let before = try serve()
        let client = try before.chat(push: true)
        try client.run("u", "/subscribe 09:00")
        before.kill()
        #expect(try before.waitForExit() == 137)
        try clock.set(to: "2027-03-02T08:00:00Z")
        let server = try serve()
        let again = try server.chat(push: true)
        #expect(try health().contains("pushing is held"))
        try clock.set(to: "2026-03-02T09:00:00Z")
        #expect(try again.push().due == "2026-03-02T09:00:00Z")
        #expect(try !health().contains("pushing is held"))
    }

    /// What `yiti health` prints.
    private func health() throws -> String {
        let outcome = try Program.run(["health", "--data", data.path])
        guard outcome.status == (outcome.output.contains("status\tok\n") ? 0 : 69) else {
            throw KitFailure("no health: \(outcome)")
        }
        return outcome.output
    }
}

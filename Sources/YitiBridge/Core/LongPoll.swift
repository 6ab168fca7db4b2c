/// Asking a network again and again, where its answer waits until there is something to say.
enum LongPoll {
    /// An answer without anything that comes sooner was not waited for.
    private static let leastSeconds = 0.5

    /// How long to wait before the network is asked again, in seconds: one that answers at once, whatever it was told to wait, must not be
    /// asked without end. `seconds` is how long it took to answer.
    static func pause(after seconds: Double, isEmpty: Bool) -> Double {
        isEmpty ? max(0, leastSeconds - seconds) : 0
    }

    /// Waits for so long; `since` is when it was asked.
    static func pause(since: ContinuousClock.Instant, isEmpty: Bool) async throws {
        let seconds = since.duration(to: .now) / .seconds(1)
        let wait = pause(after: seconds, isEmpty: isEmpty)
        if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
    }
}

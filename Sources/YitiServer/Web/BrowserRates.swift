internal import Hummingbird
internal import NIOCore
import YitiCore

/// How often pages may ask, and how late wrong keys and codes are answered.
struct BrowserRates: Sendable {
    private let rates: UserRates
    private let throttle: FailureThrottle
    private let known: KnownSessions
    private let metrics: ServiceMetrics

    init(_ limits: Limits, known: KnownSessions, metrics: ServiceMetrics) {
        rates = UserRates(limits: limits)
        throttle = FailureThrottle(limits: limits)
        self.known = known
        self.metrics = metrics
    }

    /// The refusal of whoever asks too often: a session, or an address that has none.
    func refusal(of visitor: BrowserVisitor) -> Response? {
        let session = visitor.request.session.flatMap { known.contains($0) ? $0 : nil }
        if session == nil, visitor.address.isLoopback { return nil }
        let who = session?.name ?? visitor.address.network
        guard let seconds = rates.take(bridge: "", user: who, now: .now()) else { return nil }
        metrics.rateLimited.increment()
        let refusal = Refusal.tooFast(retryAfter: seconds)
        return WebResponses.json(BrowserReply(refusal))
    }

    /// Waits before a wrong key or code is answered when there have been many.
    func delay(_ reply: BrowserReply, to address: PeerAddress) async {
        guard reply.code == .authFailed else { return }
        metrics.failedAttempts.increment()
        let delay = throttle.failed(address)
        if delay > .zero { try? await Task.sleep(for: .nanoseconds(delay.nanoseconds)) }
    }
}

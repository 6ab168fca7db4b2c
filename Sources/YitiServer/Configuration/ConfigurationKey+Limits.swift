extension ConfigurationKey {
    private static let seconds = 31_536_000
    private static let lineBytes = 16 << 20
    private static let heldBytes = 1 << 30

    /// The keys under `limits`, one for each property of ``Limits``.
    static let limits = [
        limit("first_line_seconds", 1...seconds, \.firstLineSeconds),
        limit("first_line_bridge_seconds", 1...seconds, \.firstLineBridgeSeconds),
        limit("partial_line_human_seconds", 1...seconds, \.partialLineHumanSeconds),
        limit("partial_line_bridge_seconds", 1...seconds, \.partialLineBridgeSeconds),
        limit("idle_human_seconds", 1...seconds, \.idleHumanSeconds),
        limit("idle_subscribed_seconds", 1...seconds, \.idleSubscribedSeconds),
        limit("ping_seconds", 1...seconds, \.pingSeconds),
        limit("ping_timeout_seconds", 1...seconds, \.pingTimeoutSeconds),
        limit("ack_timeout_seconds", 1...seconds, \.ackTimeoutSeconds),
        limit("http_request_seconds", 1...seconds, \.httpRequestSeconds),
        limit("shutdown_seconds", 1...seconds, \.shutdownSeconds),
        limit("held_first_line_bytes", 4_096...heldBytes, \.heldFirstLineBytes),
        limit("held_human_bytes", 4_096...heldBytes, \.heldHumanBytes),
        limit("held_bridge_bytes", 4_096...heldBytes, \.heldBridgeBytes),
        limit("queued_human_lines", 1...1_000_000, \.queuedHumanLines),
        limit("inflight_bridge", 1...1_000_000, \.inflightBridge),
        limit("burst_human", 1...1_000_000, \.burstHuman),
        limit("rate_human_per_second", 0...1_000_000, \.rateHumanPerSecond),
        limit("burst_user", 1...1_000_000, \.burstUser),
        limit("rate_user_per_second", 0...1_000_000, \.rateUserPerSecond),
        limit("connections_total", 1...1_000_000, \.connectionsTotal),
        limit("connections_first_line", 1...1_000_000, \.connectionsFirstLine),
        limit("connections_address", 1...1_000_000, \.connectionsAddress),
        limit("connections_bridge", 1...1_000_000, \.connectionsBridge),
        limit("line_human_bytes", 256...lineBytes, \.lineHumanBytes),
        limit("line_bridge_bytes", 256...lineBytes, \.lineBridgeBytes),
        limit("text_bytes", 256...lineBytes, \.textBytes),
        limit("person_bytes", 0...1 << 40, \.personBytes),
        limit("draft_lines", 1...1_000_000, \.draftLines),
        limit("window", 1...256, \.window),
        limit("accounts_per_hour", 0...1_000_000, \.accountsPerHour),
        limit("failed_attempts_per_minute", 0...1_000_000, \.failedAttemptsPerMinute),
        limit("failed_attempt_delay_seconds", 0...3_600, \.failedAttemptDelaySeconds),
        limit("failed_attempt_delay_max_seconds", 1...seconds, \.failedAttemptDelayMaxSeconds),
    ]

    private static func limit(
        _ name: String, _ range: ClosedRange<Int>, _ property: any WritableKeyPath<Limits, Int> & Sendable
    ) -> ConfigurationKey {
        whole("limits." + name, range, { $0.limits[keyPath: property] }, { $1.limits[keyPath: property] = $0 })
    }
}

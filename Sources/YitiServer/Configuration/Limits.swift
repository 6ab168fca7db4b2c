/// Every bound of the server in one place. Each property is a configuration key: `limits.` and its
/// name in snake case in the file, `YITI_LIMITS_` and the same in capitals in the environment.
package struct Limits: Hashable, Sendable {
    // Time to a first line
    /// `first_line_seconds`: from the connection to the end of its first line.
    package var firstLineSeconds = 60
    /// `first_line_bridge_seconds`: from the first octet of a first line that began with `{` to its end.
    package var firstLineBridgeSeconds = 10

    // Silence
    /// `partial_line_human_seconds`: from the first octet of a person's line to its end.
    package var partialLineHumanSeconds = 600
    /// `partial_line_bridge_seconds`: from the first octet of a bridge's line to its end.
    package var partialLineBridgeSeconds = 10
    /// `idle_human_seconds`: silence of a person without a subscription.
    package var idleHumanSeconds = 1_800
    /// `idle_subscribed_seconds`: silence of a person with a subscription.
    package var idleSubscribedSeconds = 86_400
    /// `ping_seconds`: silence of a bridge after which it is pinged.
    package var pingSeconds = 60
    /// `ping_timeout_seconds`: silence of a bridge after which it is closed.
    package var pingTimeoutSeconds = 150
    /// `ack_timeout_seconds`: time without a receipt while pushes are in flight.
    package var ackTimeoutSeconds = 300
    /// `http_request_seconds`: from the first octet of an HTTP request to its last, body and all.
    package var httpRequestSeconds = 30
    /// `shutdown_seconds`: from the signal to the last connection's end.
    package var shutdownSeconds = 10

    // Output held for a slow reader
    /// `held_first_line_bytes`: before the first line.
    package var heldFirstLineBytes = 16_384
    /// `held_human_bytes`: for a person.
    package var heldHumanBytes = 262_144
    /// `held_bridge_bytes`: for a bridge.
    package var heldBridgeBytes = 1_048_576

    // Requests
    /// `queued_human_lines`: lines that wait behind the one being answered; then reading stops.
    package var queuedHumanLines = 16
    /// `inflight_bridge`: requests being answered; then reading stops.
    package var inflightBridge = 64
    /// `burst_human`: lines at once, before ``rateHumanPerSecond`` holds.
    package var burstHuman = 10
    /// `rate_human_per_second`: lines a second; more are delayed, not refused. 0 is no limit.
    package var rateHumanPerSecond = 2
    /// `burst_user`: requests at once of one user of a bridge.
    package var burstUser = 20
    /// `rate_user_per_second`: requests a second of one user of a bridge; more are `rate_limited`. 0 is no limit.
    package var rateUserPerSecond = 2

    // Connections
    /// `connections_total`: all together, loopback included.
    package var connectionsTotal = 16_384
    /// `connections_first_line`: without a first line, all addresses but loopback together.
    package var connectionsFirstLine = 512
    /// `connections_address`: of one IPv4 address or one IPv6 /64; loopback has no limit.
    package var connectionsAddress = 64
    /// `connections_bridge`: of one bridge; the next closes the longest silent.
    package var connectionsBridge = 4

    // Sizes
    /// `line_human_bytes`: a person's line.
    package var lineHumanBytes = 4_096
    /// `line_bridge_bytes`: a bridge's line.
    package var lineBridgeBytes = 131_072
    /// `text_bytes`: the text of a message or a draft.
    package var textBytes = 16_384
    /// `person_bytes`: the texts that one person may keep; more are `quota_exceeded`. 0 is no limit.
    package var personBytes = 67_108_864
    /// `draft_lines`: the lines of a draft.
    package var draftLines = 200
    /// `window`: the most pushes a bridge may ask to have unacked.
    package var window = 256

    // Strangers
    /// `accounts_per_hour`: new accounts of one address in an hour.
    package var accountsPerHour = 20
    /// `failed_attempts_per_minute`: failed `hello` and `/login` of one address before failures are answered late.
    package var failedAttemptsPerMinute = 5
    /// `failed_attempt_delay_seconds`: the first such delay; it doubles.
    package var failedAttemptDelaySeconds = 1
    /// `failed_attempt_delay_max_seconds`: the longest such delay.
    package var failedAttemptDelayMaxSeconds = 30

    /// The protocol's numbers.
    package init() {}
}

/// The wire's error codes (docs/protocol.md, section 8). Human mode prints the same.
package enum RefusalCode: String, CaseIterable, Sendable {
    case badJson = "bad_json"
    case badUtf8 = "bad_utf8"
    case lineTooLong = "line_too_long"
    case badRequest = "bad_request"
    case unknownOp = "unknown_op"
    case unknownCommand = "unknown_command"
    case authFailed = "auth_failed"
    case authRequired = "auth_required"
    case unsupportedVersion = "unsupported_version"
    case forbidden
    case rateLimited = "rate_limited"
    case textTooLong = "text_too_long"
    case noQuestion = "no_question"
    case noRatingPending = "no_rating_pending"
    case alreadyRated = "already_rated"
    case invalidRating = "invalid_rating"
    case unknownTopic = "unknown_topic"
    case unknownTimezone = "unknown_timezone"
    case invalidTime = "invalid_time"
    case invalidDate = "invalid_date"
    case notSubscribed = "not_subscribed"
    case tooManySubscriptions = "too_many_subscriptions"
    case notFound = "not_found"
    case nothingToUndo = "nothing_to_undo"
    case editUnsupported = "edit_unsupported"
    case quotaExceeded = "quota_exceeded"
    case notHttp = "not_http"
    case busy
    case `internal`

    /// Whether the same request may go well a moment later (`"retry":true`).
    package var mayRetry: Bool { self == .busy || self == .internal }
}

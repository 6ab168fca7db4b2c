/// What is too much for the service, what failed in it, and what only a sandbox does.
package enum ServiceRefusal: Hashable, Sendable {
    case tooFast(seconds: Int)
    case editUnsupported
    case textTooLong(limit: Int)
    case busy
    case failed(incident: String)
    case noClock
    case clockTooFar
    case clockBack(now: Instant)
    case foreignOrigin(String?, own: String)
}

extension Refusal {
    /// Too many requests of one person.
    package static func tooFast(retryAfter: Int) -> Refusal {
        Refusal(.rateLimited, .service(.tooFast(seconds: retryAfter)), retryAfter: retryAfter)
    }

    /// A message that was answered before came again with another text.
    package static let editUnsupported = Refusal(.editUnsupported, .service(.editUnsupported))

    /// The text is longer than the wire allows.
    package static func textTooLong(limit: Int) -> Refusal {
        Refusal(.textTooLong, .service(.textTooLong(limit: limit)))
    }

    /// It may go well in a moment.
    package static let busy = Refusal(.busy, .service(.busy))

    /// Something failed on our side; `incident` finds it in the log.
    package static func `internal`(incident: String) -> Refusal {
        Refusal(.internal, .service(.failed(incident: incident)))
    }

    /// `/clock` outside the sandbox.
    package static let noClock = Refusal(.forbidden, .service(.noClock))

    /// More than ten years at once.
    package static let clockTooFar = Refusal(.badRequest, .service(.clockTooFar))

    /// The clock goes forward only.
    package static func clockBack(_ now: Instant) -> Refusal { Refusal(.badRequest, .service(.clockBack(now: now))) }

    /// What asks for a change is not the page as it is served: it was opened as `origin`, nil where that is not said, and not as `own`.
    package static func foreignOrigin(_ origin: String?, own: String) -> Refusal {
        Refusal(.forbidden, .service(.foreignOrigin(origin, own: own)))
    }
}

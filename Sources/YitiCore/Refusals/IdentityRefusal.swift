/// Why somebody can't be who they say, or not here.
package enum IdentityRefusal: Hashable, Sendable {
    case wrongKey
    case wrongLinkCode
    case nothingToConfirm
    case notLinked
    case unlinkedElsewhere
    case linkToSelf
    case humanOnly(verb: String)
    case privateOnly(verb: String)
    case roomOnly(verb: String)
    case wrongToken
    case tooManyAccounts
    case noWebAddress
    case noAccountForKey
    case wrongWebCode
    case forSomebodyElse
}

extension Refusal {
    /// The key of `/login` is wrong.
    package static let wrongKey = Refusal(.authFailed, .identity(.wrongKey))

    /// The code of `/link` is wrong, used up or too old.
    package static let wrongLinkCode = Refusal(.notFound, .identity(.wrongLinkCode))

    /// Nobody typed the code, so there is nothing to confirm.
    package static let nothingToConfirm = Refusal(.notFound, .identity(.nothingToConfirm))

    /// Nothing is linked.
    package static let notLinked = Refusal(.notFound, .identity(.notLinked))

    /// A key speaks for whom it was given to: what can part from them is an identity on a chat network, and says so there.
    package static let unlinkedElsewhere = Refusal(.notFound, .identity(.unlinkedElsewhere))

    /// The code was typed by who asked for it.
    package static let linkToSelf = Refusal(.badRequest, .identity(.linkToSelf))

    /// A command of direct connections, sent through a chat network.
    package static func humanOnly(_ verb: String) -> Refusal { Refusal(.forbidden, .identity(.humanOnly(verb: verb))) }

    /// A command that is for rooms, sent in private.
    package static func roomOnly(_ verb: String) -> Refusal {
        Refusal(.forbidden, .identity(.roomOnly(verb: verb)))
    }

    /// A command that is for private chats, sent in a room.
    package static func privateOnly(_ verb: String) -> Refusal {
        Refusal(.forbidden, .identity(.privateOnly(verb: verb)))
    }

    /// The page has no address that others reach.
    package static let noWebAddress = Refusal(.forbidden, .identity(.noWebAddress))

    /// A guest has nothing that a key could get back.
    package static let noAccountForKey = Refusal(.notFound, .identity(.noAccountForKey))

    /// The code of a link to the page is wrong, used up or too old.
    package static let wrongWebCode = Refusal(.authFailed, .identity(.wrongWebCode))

    /// What a page sent was for whoever was signed in there before.
    package static let forSomebodyElse = Refusal(.authRequired, .identity(.forSomebodyElse))

    /// A bridge's name or token is wrong.
    package static let wrongToken = Refusal(.authFailed, .identity(.wrongToken))

    /// Too many new accounts from one address.
    package static func tooManyAccounts(retryAfter: Int) -> Refusal {
        Refusal(.rateLimited, .identity(.tooManyAccounts), retryAfter: retryAfter)
    }
}

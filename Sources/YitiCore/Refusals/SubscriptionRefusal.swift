/// Why subscriptions or a pause can't be as asked.
package enum SubscriptionRefusal: Hashable, Sendable {
    case notSubscribed
    case noSuchSubscription
    case which([Int])
    /// None is of the topics that were named alone, or several are: those that have some of them.
    case whichOf([Listed])
    case tooMany
    case roomHasOne
    case tooManyChanges
    case pauseTooEarly(days: Int)
    case pauseEndsTooEarly(from: Day)

    /// A subscription that may be meant.
    package struct Listed: Hashable, Sendable {
        package var number: Int
        package var topics: [String]

        package init(number: Int, topics: [String]) {
            self.number = number
            self.topics = topics
        }
    }
}

extension Refusal {
    /// Nothing is subscribed.
    package static let notSubscribed = Refusal(.notSubscribed, .subscriptions(.notSubscribed))

    /// There is no subscription of that number or topic.
    package static let noSuchSubscription = Refusal(.notSubscribed, .subscriptions(.noSuchSubscription))

    /// Which of several is meant?
    package static func whichSubscription(_ numbers: [Int]) -> Refusal {
        Refusal(.badRequest, .subscriptions(.which(numbers)))
    }

    /// Which of those that have some of the topics?
    package static func whichSubscription(of candidates: [SubscriptionRefusal.Listed]) -> Refusal {
        Refusal(.badRequest, .subscriptions(.whichOf(candidates)))
    }

    /// Eight are the most.
    package static let tooManySubscriptions = Refusal(.tooManySubscriptions, .subscriptions(.tooMany))

    /// A room has one subscription.
    package static let roomIsSubscribed = Refusal(.tooManySubscriptions, .subscriptions(.roomHasOne))

    /// More than five changes a day.
    package static func tooManyChanges(retryAfter: Int) -> Refusal {
        Refusal(.rateLimited, .subscriptions(.tooManyChanges), retryAfter: retryAfter)
    }

    /// A pause that begins more than so many days ago.
    package static func pauseTooEarly(_ days: Int) -> Refusal {
        Refusal(.invalidDate, .subscriptions(.pauseTooEarly(days: days)))
    }

    /// A pause that ends on the day it begins, or before.
    package static func pauseEndsTooEarly(_ from: Day) -> Refusal {
        Refusal(.invalidDate, .subscriptions(.pauseEndsTooEarly(from: from)))
    }
}

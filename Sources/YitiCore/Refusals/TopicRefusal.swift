/// Why what was typed names no topic. It is quoted, see ``Refusal/quoted(_:)``.
package enum TopicRefusal: Hashable, Sendable {
    /// A topic with its name.
    package struct Named: Hashable, Sendable {
        package var id: String
        package var name: Text
    }

    case unknown(typed: String, near: [Named])
    case ambiguous(typed: String, among: [Named])
    /// One topic stays selected.
    case lastOne
}

extension Refusal {
    /// All topics that are selected would be taken away.
    static let lastTopic = Refusal(.badRequest, .topics(.lastOne))
}

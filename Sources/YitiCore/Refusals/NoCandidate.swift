/// Why there is no candidate: what `err not_found` says.
package enum NoCandidate: Hashable, Sendable {
    /// The selection has no questions at all.
    case emptySelection
    /// Each of so many questions was shown today, is put off, or is on its way.
    case noneLeft(of: Int, shownToday: Int, putOff: Int, underWay: Int)

    /// The refusal that says so.
    package var refusal: Refusal { Refusal(.notFound, .loop(.noCandidate(self))) }
}

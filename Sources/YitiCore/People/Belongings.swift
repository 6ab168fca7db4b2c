/// What `/forget` deletes, or has deleted.
package struct Belongings: Hashable, Sendable {
    package var answers: Int
    package var notes: Int
    package var bookmarks: Int
    package var subscriptions: Int
    package var identities: Int

    /// Counts of what belongs to a person.
    package init(answers: Int, notes: Int, bookmarks: Int, subscriptions: Int, identities: Int) {
        self.answers = answers
        self.notes = notes
        self.bookmarks = bookmarks
        self.subscriptions = subscriptions
        self.identities = identities
    }
}

/// What a decision is made in: the instant, the place, and what does not change while it is made. A class, since every try at a decision
/// holds one and none changes it.
package final class Moment: Sendable {
    /// The instant it is.
    package let now: Instant
    /// The instant that counts for the learning day: when the person sent it, where that is known.
    package let at: Instant
    /// The bank and what is prepared from it.
    package let catalog: Catalog
    /// The system's time zones.
    package let zones: ZoneBook
    /// What everybody's memory is reckoned with who has no calibration of their own.
    package let terms: MemoryTerms
    /// Whose address it is; nil on a person's own connection.
    package let address: Address?
    /// The most octets of an answer.
    package let maxTextBytes: Int
    /// The most octets of texts that one person may keep; 0 is no limit.
    package let maxPersonBytes: Int
    /// Why no account can be made from here just now; nil when one can.
    package let accountRefusal: Refusal?
    /// Whether a new account's key comes with the reply; a browser asks for it by itself, so that no kept reply holds one.
    package let givesKey: Bool
    /// Makes a secret of so many letters and digits. Chance comes in with this alone.
    package let secret: @Sendable (_ length: Int) -> String
    /// What is kept of a secret.
    package let hash: @Sendable (_ secret: String) -> [UInt8]
    /// Has a question chosen and measures how long that takes, for which there is no clock here.
    package let timed: @Sendable (_ choose: () -> PickOutcome) -> PickOutcome

    package init(
        now: Instant, at: Instant, catalog: Catalog, zones: ZoneBook, terms: MemoryTerms, address: Address?,
        maxTextBytes: Int, maxPersonBytes: Int = 0, accountRefusal: Refusal? = nil,
        givesKey: Bool = true,
        secret: @escaping @Sendable (Int) -> String,
        hash: @escaping @Sendable (String) -> [UInt8],
        timed: @escaping @Sendable (() -> PickOutcome) -> PickOutcome
    ) {
        self.now = now
        self.at = at
        self.catalog = catalog
        self.zones = zones
        self.terms = terms
        self.address = address
        self.maxTextBytes = maxTextBytes
        self.maxPersonBytes = maxPersonBytes
        self.accountRefusal = accountRefusal
        self.givesKey = givesKey
        self.secret = secret
        self.hash = hash
        self.timed = timed
    }
}

/// A refusal: the person asked for something that can't be. A value to answer with, thrown only to leave a step early.
package struct Refusal: Error, Hashable, Sendable {
    /// The wire's code.
    package var code: RefusalCode
    /// One sentence that says what was wrong and what to type instead.
    package var text: Text
    /// Seconds after which it may go better, where that is known.
    package var retryAfter: Int?

    /// A refusal with its sentence.
    package init(_ code: RefusalCode, _ text: Text, retryAfter: Int? = nil) {
        self.code = code
        self.text = text
        self.retryAfter = retryAfter
    }
}

package import YitiCore

/// The sentences of refusals: what was wrong, and what to type instead.
package enum RefusalWords {
    /// The sentence of a refusal, in one line.
    package static func text(of refusal: Refusal) -> Text {
        let text = text(of: refusal.reason)
        guard let typed = refusal.orAnswer else { return text }
        // A question has its mark.
        let (zh, en) = (text.zh.hasSuffix("？") ? "" : "。", text.en.hasSuffix("?") ? " To" : "; to")
        return Text(
            zh: "\(text.zh)\(zh)要当作回答就发 /answer \(typed)", en: "\(text.en)\(en) answer with it, /answer \(typed)")
    }

    private static func text(of reason: RefusalReason) -> Text {
        switch reason {
        case .command(let reason): reason.text
        case .arguments(let fault, let verb): text(of: fault, verb: verb)
        case .loop(let reason): reason.text
        case .topics(let reason): reason.text
        case .subscriptions(let reason): reason.text
        case .settings(let reason): reason.text
        case .identity(let reason): reason.text
        case .data(let reason): reason.text
        case .service(let reason): reason.text
        }
    }

    /// The fault, then the verb's example.
    private static func text(of fault: ArgumentFault, verb: String) -> Text {
        let words = CommandWords.of(verb)
        let reason = fault.text(pattern: words.pattern)
        return Text(
            zh: "\(reason.zh)。例如：\(words.example.zh)", en: "\(reason.en). For example: \(words.example.en)")
    }
}

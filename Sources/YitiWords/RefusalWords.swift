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

    /// The same in a room: of commands that it names and that are private there, it says where they work.
    package static func textInRoom(of refusal: Refusal) -> Text {
        let text = text(of: refusal)
        let named = text.en.split { !$0.isLetter && $0 != "/" }.filter { $0.first == "/" }.map { $0.dropFirst() }
        let alone = named.filter { CommandTable.row(String($0), isSandbox: true)?.isPublic == false }.map { "/\($0)" }
        // What is forbidden says so itself.
        guard refusal.code != .forbidden, !alone.isEmpty else { return text }
        let list = alone.joined(separator: " ")
        return Text(zh: "\(text.zh)（\(list) 请单独发给我）", en: "\(text.en) (\(list): write to me alone)")
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

import YitiCore

/// How somebody's forgetting differs from everybody's, in words.
enum ForgettingWords {
    /// Of all that the person answers.
    static func line(_ own: OwnForgetting) -> Text {
        let (learned, known) = (tenths(own.learned), tenths(own.known))
        let usual = learned == "1"
        let all =
            usual
            ? Text(zh: "你忘得和一般人差不多（按你自己的复习算的）", en: "You forget about as most people do, by your own reviews")
            : own.learned > 1
                ? Text(zh: "你忘得比一般人慢：间隔 ×\(learned)", en: "You forget more slowly than most: intervals ×\(learned)")
                : Text(zh: "你忘得比一般人快：间隔 ×\(learned)", en: "You forget faster than most: intervals ×\(learned)")
        guard known != learned else { return all }
        return Text(
            zh: "\(all.zh)，一见就会的题\(usual ? "间隔 " : " ")×\(known)",
            en: "\(all.en), \(usual ? "intervals " : "")×\(known) for what you knew at first sight")
    }

    /// Of one question; `isLasting` is its card's, nil before its first rating.
    static func line(_ own: OwnForgetting, isLasting: Bool?) -> Text {
        guard let isLasting else { return line(own) }
        let times = tenths(isLasting ? own.known : own.learned)
        let why = isLasting ? Text(zh: "（一见就会）", en: " (you knew it at first sight)") : Text(zh: "", en: "")
        if times == "1" {
            return Text(zh: "按你自己的复习，这题的间隔和一般人差不多", en: "By your own reviews, its intervals are about as most people's")
        }
        return Text(
            zh: "按你自己的复习，这题的间隔 ×\(times)\(why.zh)", en: "By your own reviews, its intervals are ×\(times)\(why.en)")
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite else { return "1" }
        let tenths = Int((min(max(number, 0.1), 1_000) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

import YitiCore

/// How somebody's forgetting differs from everybody's, in words.
enum ForgettingWords {
    /// Nothing for somebody without a calibration of their own.
    static func line(_ own: Calibration?) -> Text? {
        guard let own else { return nil }
        let times = tenths(own.factor)
        if times == "1" {
            return Text(zh: "你忘得和一般人差不多（按你自己的复习算的）", en: "You forget about as most people do, by your own reviews")
        }
        return own.factor > 1
            ? Text(zh: "你忘得比一般人慢：间隔 ×\(times)", en: "You forget more slowly than most: intervals ×\(times)")
            : Text(zh: "你忘得比一般人快：间隔 ×\(times)", en: "You forget faster than most: intervals ×\(times)")
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite else { return "1" }
        let tenths = Int((min(max(number, 0.1), 100) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

/// Refusals about subscriptions, worded.
extension Refusal {
    /// Nothing is subscribed.
    package static let notSubscribed = Refusal(
        .notSubscribed,
        Text(zh: "还没有订阅。/subscribe 09:00 每天九点来一题", en: "you have no subscription; /subscribe 09:00 makes one"))

    /// There is no subscription of that number or topic.
    package static let noSuchSubscription = Refusal(
        .notSubscribed,
        Text(zh: "没有这个订阅。/subscriptions 看编号", en: "there is no such subscription; /subscriptions has the numbers"))

    /// Which of several is meant?
    package static func whichSubscription(_ numbers: [Int]) -> Refusal {
        let list = numbers.map(String.init).joined(separator: ", ")
        let first = numbers.first ?? 1
        return Refusal(
            .badRequest,
            Text(
                zh: "要退订哪个？有 \(list)：/unsubscribe \(first)，或 /unsubscribe all",
                en: "which one? You have \(list): /unsubscribe \(first), or all"))
    }

    /// Eight are the most.
    package static let tooManySubscriptions = Refusal(
        .tooManySubscriptions,
        Text(
            zh: "最多 8 个订阅。先 /unsubscribe 一个，或 /change 改一个",
            en: "eight subscriptions are the most; /unsubscribe or /change one"))

    /// More than five changes a day.
    package static func tooManyChanges(retryAfter: Int) -> Refusal {
        Refusal(
            .rateLimited, Text(zh: "一天最多改 5 次，明天再改吧", en: "five changes a day are the most; try again tomorrow"),
            retryAfter: retryAfter)
    }
}

/// Refusals that depend on where a person stands, worded.
extension Refusal {
    // MARK: The loop

    /// No question is open.
    package static let noQuestion = Refusal(
        .noQuestion, Text(zh: "现在没有开着的题。/next 来一题", en: "no question is open; /next asks one"))

    /// The question of a button is not the open one any more.
    package static let isOldQuestion = Refusal(
        .noQuestion, Text(zh: "这题已经不开着了。/next 来一题", en: "that question is no longer open; /next asks one"))

    /// Nothing waits for a rating.
    package static let noRatingPending = Refusal(
        .noRatingPending, Text(zh: "没有等着打分的回答。/next 来一题", en: "no answer waits for a rating; /next asks a question"))

    /// The answer has its rating.
    package static let alreadyRated = Refusal(
        .alreadyRated, Text(zh: "这次回答已经打过分。/undo 撤回再打", en: "that answer is rated already; /undo takes the rating back")
    )

    /// There is nothing to take back.
    package static let nothingToUndo = Refusal(
        .nothingToUndo,
        Text(zh: "没有可以撤回的了。/history 看看答过什么", en: "there is nothing to take back; /history shows your answers"))

    /// No question was ever opened, so `/note`, `/bookmark`, `/why` and `/reveal` have none to mean.
    package static let noLastQuestion = Refusal(
        .noQuestion, Text(zh: "还没有出过题。/next 来一题", en: "there has been no question yet; /next asks one"))

    /// Nothing was pushed today.
    package static let nothingToday = Refusal(
        .notFound,
        Text(
            zh: "今天还没有推送过题。/next 现在来一题，/subscribe 每天一题",
            en: "nothing was pushed today; /next asks now, /subscribe daily"))

    /// Every candidate was shown today, skipped or is put off.
    package static let nothingToAsk = Refusal(
        .notFound,
        Text(
            zh: "选中主题里今天能问的都问过了。/topic all 放宽主题，或者明天再来",
            en:
                "everything in your selection has been asked today or is put off; /topic all widens it, or come back tomorrow"
        ))

    /// The bank has no such question; names what is close.
    package static func unknownQuestion(_ id: String, bank: Bank) -> Refusal {
        let typed = id.lowercased()
        let near = bank.questions.lazy.map(\.id).filter { editDistance($0, typed) <= 1 }.prefix(3)
        let quoted = quoted(id)
        guard !near.isEmpty else {
            return Refusal(
                .notFound,
                Text(
                    zh: "没有 \(quoted) 这题。/search 词 可以找题", en: "there is no question \(quoted); /search WORDS finds them"
                ))
        }
        let list = near.joined(separator: ", ")
        return Refusal(
            .notFound,
            Text(zh: "没有 \(quoted) 这题，是不是 \(list)？", en: "there is no question \(quoted), did you mean \(list)?"))
    }

    /// The answer isn't this person's, or was taken back.
    package static func unknownAnswer(_ answer: Int64) -> Refusal {
        Refusal(
            .notFound,
            Text(zh: "没有 #\(answer) 这次回答。/history 看编号", en: "there is no answer #\(answer); /history has the numbers"))
    }

    /// The page is past the last.
    package static func noPage(_ page: Int, of pages: Int) -> Refusal {
        Refusal(.notFound, Text(zh: "没有第 \(page) 页，一共 \(pages) 页", en: "there is no page \(page); there are \(pages)"))
    }

    // MARK: Subscriptions

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

    // MARK: Identity

    /// The key of `/login` is wrong.
    package static let wrongKey = Refusal(
        .authFailed, Text(zh: "密钥不对。检查有没有漏字", en: "that key is not right; check that it is complete"))

    /// The code of `/link` is wrong, used up or too old.
    package static let wrongLinkCode = Refusal(
        .notFound,
        Text(
            zh: "这个码不对或已过期。在另一边 /link 再要一个",
            en: "that code is wrong or too old; /link on the other side gives a new one"))

    /// The code of `/forget` is wrong or too old.
    package static let wrongForgetCode = Refusal(
        .notFound, Text(zh: "确认码不对或已过期。/forget 再要一个", en: "that code is wrong or too old; /forget gives a new one"))

    /// Nobody typed the code, so there is nothing to confirm.
    package static let nothingToConfirm = Refusal(
        .notFound, Text(zh: "没有要确认的绑定。/link 要一个码", en: "there is nothing to confirm; /link gives a code"))

    /// Nothing is linked.
    package static let notLinked = Refusal(
        .notFound, Text(zh: "这边没有绑定别的账号。/link 绑定", en: "this identity is linked to nothing; /link links"))

    /// A command of direct connections, sent through a chat network.
    package static func humanOnly(_ verb: String) -> Refusal {
        Refusal(
            .forbidden,
            Text(zh: "/\(verb) 只用于直接连接（nc、telnet）", en: "/\(verb) is for direct connections (nc, telnet) only"))
    }

    /// A command that is for private chats, sent in a room.
    package static func privateOnly(_ verb: String) -> Refusal {
        Refusal(.forbidden, Text(zh: "/\(verb) 请私下对我说", en: "/\(verb) works in private only"))
    }

    /// Too many new accounts from one address.
    package static func tooManyAccounts(retryAfter: Int) -> Refusal {
        Refusal(
            .rateLimited,
            Text(
                zh: "这个地址新建的账户太多了，过一会儿再来；有密钥就 /login",
                en: "too many new accounts from this address; try later, or /login with a key"),
            retryAfter: retryAfter)
    }

    /// Too many requests of one person.
    package static func tooFast(retryAfter: Int) -> Refusal {
        Refusal(
            .rateLimited, Text(zh: "太快了，歇 \(retryAfter) 秒", en: "too fast; wait \(retryAfter) s"),
            retryAfter: retryAfter)
    }

    /// A message that was answered before came again with another text.
    package static let editUnsupported = Refusal(
        .editUnsupported, Text(zh: "改过的消息不重新处理，请再发一条", en: "edited messages are not read again; send a new one"))

    /// The text is longer than the wire allows.
    package static let textTooLong = Refusal(
        .textTooLong, Text(zh: "太长了：最多 16,384 字节", en: "that is too long: at most 16,384 bytes"))

    /// It may go well in a moment.
    package static let busy = Refusal(.busy, Text(zh: "正忙，请稍后再试一次", en: "busy just now; please try again"))

    /// Something failed on our side; `incident` finds it in the log.
    package static func `internal`(incident: String) -> Refusal {
        Refusal(
            .internal,
            Text(
                zh: "我们这边出错了（\(incident)），请稍后再试", en: "something went wrong on our side (\(incident)); please try again"
            ))
    }
}

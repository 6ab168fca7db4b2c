/// Why something can't be done, where the reason is the state's.
extension Refusal {
    package static let emptyAnswer = Refusal(
        .badRequest, Text(zh: "回答是空的，写几个字再发", en: "the answer is empty; write a few words"))
    package static let unknownReference = Refusal(
        .notFound,
        Text(zh: "找不到你回复的那道题，发 /next 来一题", en: "the question you reply to is not known; type /next for one"))
    package static let wrongToken = Refusal(
        .authFailed,
        Text(
            zh: "桥名或令牌不对，yiti token create 名字 可以新建",
            en: "bridge or token is wrong; yiti token create NAME makes a token"))
    package static let linkToSelf = Refusal(
        .badRequest,
        Text(zh: "码要在另一个网络上输入，这里就是同一个账号", en: "type the code on the other network; this is the same account"))
    package static let nothingToForget = Refusal(
        .notFound, Text(zh: "还没有关于你的任何记录", en: "nothing is kept about you yet"))
    package static let nothingToExport = Refusal(
        .notFound, Text(zh: "还没有可以导出的内容，先答一题", en: "there is nothing to export yet; answer a question first"))
    package static let noClock = Refusal(
        .forbidden, Text(zh: "只有沙盒里能拨钟", en: "the clock can be moved in the sandbox only: yiti serve --sandbox"))
    package static let clockTooFar = Refusal(
        .badRequest, Text(zh: "一次最多拨十年", en: "the clock moves ten years at once at the most"))

    package static func questionGone(_ id: String) -> Refusal {
        Refusal(
            .notFound, Text(zh: "题目 \(id) 已不在题库里，发 /next 换一题", en: "\(id) has left the bank; type /next for another"))
    }

    package static func pauseTooEarly(_ days: Int) -> Refusal {
        Refusal(
            .invalidDate,
            Text(
                zh: "暂停最多从 \(days) 天前算起，例如 /pause from 昨天",
                en: "a pause may begin up to \(days) days ago; type /pause from DATE until DATE"))
    }

    package static func pauseEndsTooEarly(_ from: Day) -> Refusal {
        let example = from.advanced(byDays: 7).text
        return Refusal(
            .invalidDate,
            Text(
                zh: "恢复日期要晚于 \(from.text)，例如 /pause until \(example)",
                en: "the day pushes return must be after \(from.text); for example /pause until \(example)"))
    }

    package static func interviewPast(_ today: Day) -> Refusal {
        Refusal(
            .invalidDate,
            Text(
                zh: "面试日期要晚于今天（\(today.text)），/interview off 取消",
                en: "the interview must be after today (\(today.text)); /interview off clears it"))
    }

    package static func clockBack(_ now: Instant) -> Refusal {
        Refusal(
            .badRequest, Text(zh: "时钟只能往前拨，现在是 \(now.text)", en: "the clock only goes forward; it is \(now.text)"))
    }
}

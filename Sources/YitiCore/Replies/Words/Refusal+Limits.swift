/// Refusals of too much and of what failed, worded.
extension Refusal {
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

import YitiCore

extension ServiceRefusal {
    var text: Text {
        switch self {
        case .tooFast(let seconds): Text(zh: "太快了，歇 \(seconds) 秒", en: "too fast; wait \(seconds) s")
        case .editUnsupported: Text(zh: "改过的消息不重新处理，请再发一条", en: "edited messages are not read again; send a new one")
        case .textTooLong(let limit):
            Text(zh: "太长了：连同补充最多 \(limit) 字节", en: "that is too long: at most \(limit) bytes with all its pieces")
        case .busy: Text(zh: "正忙，请稍后再试一次", en: "busy just now; please try again")
        case .failed(let incident):
            Text(
                zh: "我们这边出错了（\(incident)），请稍后再试", en: "something went wrong on our side (\(incident)); please try again"
            )
        case .noClock:
            Text(zh: "只有沙盒里能拨钟", en: "the clock can be moved in the sandbox only: yiti serve --sandbox")
        case .clockTooFar: Text(zh: "一次最多拨十年", en: "the clock moves ten years at once at the most")
        case .clockBack(let now):
            Text(zh: "时钟只能往前拨，现在是 \(now.text)", en: "the clock only goes forward; it is \(now.text)")
        case .foreignOrigin(nil, let own):
            Text(
                zh: "改动只能由网页自己发起：请打开 \(own)（请求的 Origin）",
                en: "only the page itself changes things: open \(own) (the Origin)")
        case .foreignOrigin(let origin?, let own):
            Text(
                zh: "网页是从 \(origin) 打开的，服务器只认 \(own)：请打开后者，或请运营者把 http.public_url 设为 \(origin)",
                en:
                    "this page was opened as \(origin), and the server goes by \(own): open that, or have its operator set http.public_url to \(origin)"
            )
        }
    }
}

import YitiCore

extension DataRefusal {
    var text: Text {
        switch self {
        case .wrongForgetCode:
            Text(zh: "确认码不对或已过期。/forget 再要一个", en: "that code is wrong or too old; /forget gives a new one")
        case .nothingToForget: Text(zh: "还没有关于你的任何记录", en: "nothing is kept about you yet")
        case .nothingToExport:
            Text(zh: "还没有可以导出的内容，先答一题", en: "there is nothing to export yet; answer a question first")
        case .quotaExceeded:
            Text(
                zh: "你存的文字到上限了。先 /export 留一份，再 /forget 清空；或请维护的人放宽上限",
                en: "you can keep no more: /export what there is and then /forget, or ask the operator for more room")
        case .noPage(let page, let pages):
            Text(zh: "没有第 \(page) 页，一共 \(pages) 页", en: "there is no page \(page); the last is \(pages)")
        }
    }
}

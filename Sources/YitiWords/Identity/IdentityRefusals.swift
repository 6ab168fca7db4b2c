import YitiCore

extension IdentityRefusal {
    var text: Text {
        switch self {
        case .wrongKey: Text(zh: "密钥不对。检查有没有漏字", en: "that key is not right; check that it is complete")
        case .wrongLinkCode:
            Text(
                zh: "这个码不对或已过期。在另一边 /link 再要一个",
                en: "that code is wrong or too old; /link on the other side gives a new one")
        case .nothingToConfirm: Text(zh: "没有要确认的绑定。/link 要一个码", en: "there is nothing to confirm; /link gives a code")
        case .notLinked: Text(zh: "这边没有绑定别的账号。/link 绑定", en: "this identity is linked to nothing; /link links")
        case .unlinkedElsewhere:
            Text(
                zh: "这边是用密钥登录的，没有可解绑的；请到要分开的那个聊天网络里发 /unlink",
                en: "you are here by your key; type /unlink on the chat network that is to part from you")
        case .linkToSelf:
            Text(zh: "码要在另一个网络上输入，这里就是同一个账号", en: "type the code on the other network; this is the same account")
        case .humanOnly(let verb):
            Text(zh: "/\(verb) 只用于直接连接（nc、telnet）", en: "/\(verb) is for direct connections (nc, telnet) only")
        case .privateOnly(let verb):
            Text(zh: "/\(verb) 只在私聊里用，请单独发给我", en: "/\(verb) is for private chats: write to me alone")
        case .roomOnly(let verb):
            Text(zh: "/\(verb) 只在群里用，请到群里发", en: "/\(verb) is for rooms: send it in one")
        case .wrongToken:
            Text(
                zh: "桥名或令牌不对，yiti token create 名字 可以新建",
                en: "bridge or token is wrong; yiti token create NAME makes a token")
        case .noWebAddress:
            Text(
                zh: "这个服务没有对外的网页地址：请运营者配置 http.public_url",
                en: "this service has no page that you can reach: its operator has to set http.public_url")
        case .noAccountForKey:
            Text(zh: "还没有账户：先答一题，再来要密钥", en: "there is no account yet: answer a question first, then ask for a key")
        case .wrongWebCode:
            Text(
                zh: "这个链接用过了、过期了，或后来又要过更新的。用最新的那个，或 /web 再要一个",
                en:
                    "this link was used, is too old, or a newer one took its place; take the newest, or /web gives another"
            )
        case .forSomebodyElse:
            Text(
                zh: "这里的登录变了，这一条没有执行；还需要的话请再发一次",
                en: "whoever was signed in here is not any more; this was not done: send it again if you still want it")
        case .tooManyAccounts:
            Text(
                zh: "这个地址新建的账户太多了，过一会儿再来；有密钥就 /login",
                en: "too many new accounts from this address; try later, or /login with a key")
        }
    }
}

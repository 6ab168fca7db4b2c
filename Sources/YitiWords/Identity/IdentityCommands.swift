import YitiCore

extension CommandWords {
    static let identity: [CommandWords] = [
        CommandWords(
            "start",
            summary: Text(zh: "认识一下，接着可以做什么", en: "who this is, and what to type next"),
            details: Text(zh: "随时可以再看一遍", en: "Works at any time."), example: Text(zh: "/start", en: "/start")),
        CommandWords(
            "help",
            usage: Text(zh: "[命令]", en: "[command]"),
            summary: Text(zh: "全部命令，或一个命令的用法", en: "every command, or one with an example"),
            details: Text(zh: "命令写拉丁名或中文名都行", en: "Latin and Chinese names both work."),
            example: Text(zh: "/help subscribe", en: "/help subscribe")),
        CommandWords(
            "whoami",
            summary: Text(zh: "你是谁，从哪里登录", en: "who you are here"),
            details: Text(zh: "也列出绑定在一起的账号", en: "It lists what is linked, too."),
            example: Text(zh: "/whoami", en: "/whoami")),
        CommandWords(
            "web",
            summary: Text(zh: "打开你的网页", en: "a link to your own page"),
            details: Text(
                zh: "链接十分钟内有效，只能用一次", en: "The link is good for ten minutes, once."),
            example: Text(zh: "/web", en: "/web")),
        CommandWords(
            "login", usage: Text(zh: "密钥", en: "KEY"),
            summary: Text(zh: "用密钥找回自己", en: "gets you back with your key"),
            details: Text(
                zh: "密钥在建账户时只显示一次。只用于直接连接",
                en: "The key was shown once, when the account was made. For direct connections."),
            example: Text(zh: "/login 你的密钥", en: "/login YOUR-KEY")),
        CommandWords(
            "link", usage: Text(zh: "[绑定码]", en: "[CODE]"),
            summary: Text(zh: "两个网络上的你合成一个", en: "makes you one person on two networks"),
            details: Text(
                zh: "不写码就发一个，十分钟内在另一边输入 /link 码，再回这边 /link confirm 确认",
                en:
                    "Without a code it gives you one: type /link CODE on the other side within ten minutes, then /link confirm here."
            ),
            example: Text(zh: "/link", en: "/link")),
        CommandWords(
            "unlink",
            summary: Text(zh: "这边的账号单独出来", en: "takes this identity out again"),
            details: Text(zh: "记录留在另一边，设置照旧", en: "What was answered stays with the others; the settings go along."),
            example: Text(zh: "/unlink", en: "/unlink")),
        CommandWords(
            "quit",
            summary: Text(zh: "断开连接", en: "closes the connection"),
            details: Text(zh: "只用于直接连接", en: "For direct connections."), example: Text(zh: "/quit", en: "/quit")),
    ]
}

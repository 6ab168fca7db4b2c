import YitiCore

extension CommandWords {
    static let settings: [CommandWords] = [
        CommandWords(
            "settings",
            summary: Text(zh: "全部设置，怎么改", en: "what stands, and how to change it"),
            details: Text(zh: "每一项后面写着命令", en: "Each line has its command."),
            example: Text(zh: "/settings", en: "/settings")),
        CommandWords(
            "timezone",
            usage: Text(zh: "时区", en: "ZONE"), summary: Text(zh: "你的时区", en: "your time zone"),
            details: Text(
                zh: "写城市名、Asia/Shanghai、北京时间 或 +08:00；EST 这样的缩写说不清是哪里。今天这个学习日结束后生效",
                en:
                    "A city, an IANA name, or +08:00; EST and its like may be several places. It takes effect when the current "
                    + "learning day ends."),
            example: Text(zh: "/timezone 上海", en: "/timezone Berlin")),
        CommandWords(
            "language",
            usage: Text(zh: "zh|en|both", en: "zh|en|both"),
            summary: Text(zh: "中文、英文或双语", en: "Chinese, English or both"),
            details: Text(
                zh: "both 是题目双语、其余英文", en: "both shows the question in the two languages and the rest in English."),
            example: Text(zh: "/language zh", en: "/language en")),
        CommandWords(
            "name",
            usage: Text(zh: "名字", en: "NAME"), summary: Text(zh: "怎么称呼你", en: "what to call you"),
            details: Text(zh: "最多 40 个字符", en: "At most 40 characters."),
            example: Text(zh: "/name 小明", en: "/name Ada")),
        CommandWords(
            "color",
            usage: Text(zh: "on|off", en: "on|off"), summary: Text(zh: "终端颜色", en: "colours in a terminal"),
            details: Text(zh: "只管这个连接，默认关", en: "For this connection only, off by default."),
            example: Text(zh: "/color on", en: "/color on")),
        CommandWords(
            "quiet",
            usage: Text(zh: "22:00-08:00|off", en: "22:00-08:00|off"),
            summary: Text(zh: "什么时候不推送", en: "when nothing is pushed"),
            details: Text(
                zh: "这段时间里到点的题推迟到结束时。也可以写 晚上10点到早上8点",
                en: "What falls due in that time waits for its end. 10pm to 8am works as well."),
            example: Text(zh: "/quiet 22:00-08:00", en: "/quiet 22:00-08:00")),
        CommandWords(
            "rollover", usage: Text(zh: "0-6", en: "0-6"),
            summary: Text(zh: "一天从几点算起", en: "the hour a learning day begins"),
            details: Text(
                zh: "默认 4：凌晨四点前的回答算前一天。今天这个学习日结束后生效",
                en:
                    "4 by default: what you answer before 04:00 counts for the day before. It takes effect when the current "
                    + "learning day ends."),
            example: Text(zh: "/rollover 4", en: "/rollover 4")),
        CommandWords(
            "nudge", usage: Text(zh: "on|off", en: "on|off"),
            summary: Text(zh: "推送没答时提醒一次", en: "one reminder of an unanswered push"),
            details: Text(zh: "默认关", en: "Off by default."), example: Text(zh: "/nudge on", en: "/nudge on")),
    ]
}

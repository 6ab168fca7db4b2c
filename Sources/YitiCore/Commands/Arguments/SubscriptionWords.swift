/// Words in what is asked of a subscription.
enum SubscriptionWords {
    enum Selection: Sendable {
        case all
        /// What `/topic` has selected, and what nobody named.
        case selected
    }

    static let selections = Lexicon<Selection>([
        ("all|all topics|every topic|everything|全部|所有|所有主题|全部主题|全部题目|所有题目", .all),
        ("selected topics|my topics|the selected topics|选中的主题|选中主题", .selected),
    ])
    /// Days with the part of them that is meant.
    static let nights = Lexicon<WeekdaySet>([
        ("nightly|every night|each night", .everyDay),
        ("weeknights|weeknight|every weeknight|on weeknights", .workdays),
        ("weekend nights|weekend evenings", .weekends),
    ])
    static let at = Lexicon([("at|@|around|about|at around|at about|time:|时间:|时间是|时间", true)])
    /// Words that people put around the parts, and that say nothing.
    static let fillers = Lexicon([
        (
            "on|in|from|and|of|for|the|my|me|a|an|to|please|pls|remind|send|push|ask|question|questions|one|with|i want|i'd like|want|time|"
                + "topic|topics|days|day|zone|timezone|time zone|tz|local|local time|sharp|starting|start|question a day|subscribe|"
                + "i|i am|i'm|live in|set|change|it|make|new|o'clock|then|about|only|each|daily question|both",
            true
        ),
        (
            "一下|在|和|的|与|跟|及|于|从|请|给我|帮我|替我|把|它|我要|我想|我|想要|要|推送|推给我|推|提醒我|提醒|发给我|发我|发送|发|叫我|来|一题|一道题|一道|题目|"
                + "题|问我|订阅|打卡|复习|学习|刷题|练习|出题|开始|左右|前后|准时|吧|呢|啊|哦|谢谢|外|以外|之外|都|时区|时间|当地|当地时间|本地时间|按|用|"
                + "主题|改成|改到|改为|改|换成|换到|调到|调成|设为|设成|设在|定在|定为|变成|就|每次|到|为|是",
            true
        ),
    ])
}

/// Whole lines that ask for a command in words that are not its own (`看看答案`, `撤消`, `show me the answer`). Each is one that nobody
/// answers a question with; with anything before or behind it a line is text.
enum SpokenRequests {
    /// The command line that a Chinese line stands for, recognised and without punctuation at its end; nil for others.
    static func command(for line: String) -> String? { chinese[line] }

    /// The verb, and what belongs behind it, that an English line asks for, in lower case and with single spaces; nil for others.
    static func verb(for line: String) -> String? {
        // Phones write the apostrophe so.
        english[String(line.map { $0 == "’" ? "'" : $0 })]
    }

    /// No line of them is longer.
    static let maxBytes = 40

    private typealias Lines = [(line: String, command: String)]

    private static let chinese: [String: String] = {
        let lines: Lines = said.flatMap { command, lines in
            lines.split { $0.isWhitespace }.map { (String($0), command) }
        }
        let all: [Lines] = [lines, shown, languages, nudges, postponed]
        return Dictionary(all.joined().map { ($0.line, $0.command) }, uniquingKeysWith: { first, _ in first })
    }()

    private static let said: KeyValuePairs<String, String> = [
        "/next":
            "换个题目 换一个题目 来一道 我要做题 开始做题 开始答题 来一道题 来道题 来题 来个题 出一道题 出道题 出个题 换一道 换一道题 换道题 再来一道题 下一个题 下道题 下一个 下题 出一题 出题吧 另一题 另一道题 来下一题 直接下一题 下一个问题 继续下一题 继续下一道 继续出题 继续做题 接着出题 接着来 接着做 接着下一题 给我一题 给我一道题 给我来一题 给我出一题 再出一道 再出一道题 再出题 来个新题",
        "/today": "今日一题 今天的题 今天的题目 今天的问题 今日的题 今日题目 今天题目 今天题 每日一题 今天的题呢 今天的题是什么",
        "/reveal": """
        想看答案 答案是啥 正确答案是什么 正确答案是啥 揭晓答案 公布答案 参考答案 完整答案 告诉我答案 答案是什么 直接看答案 直接给答案 给答案 给我答案 给出答案 求答案 答案呢 正确答案 标准答案 看解答 解答 看详解 看正确答案 答案给我 直接告诉我答案 我放弃
        """,
        "/hint":
            "再提示 再提示一下 再给个提示 再来个提示 再给一个提示 再来一个提示 给点提示 给我点提示 更多提示 下一个提示 求提示 有提示吗 有没有提示 还有提示吗 请给提示 给提示 要提示 要个提示 需要提示 来点提示 提示我 提示我一下 再来点提示 提示1 提示一 提示2 第一个提示",
        "/skip":
            """
        跳过这道 跳过这个题 跳过这个题目 跳过这个问题 跳过那题 这道跳过 这个跳过 跳过此题 跳过本题 跳过该题 跳过这个 略过 略过这题 略过本题 略过这道题 这题跳过 这道题跳过 本题跳过 这题略过 先跳过 先跳过这题 这题先跳过 这题先过 先略过 这题不做了 这题不答了 不做这题 不答这题 今天跳过 今天先跳过 跳过今天的题 我要跳过 我想跳过 我跳过 跳过它 跳过好了 这题我跳过 暂时跳过 放弃这题
        """,
        "/undo":
            """
        撤消 撤消上一步 撤销上一步 撤回上一步 撤销打分 撤销评分 撤消打分 撤消评分 撤回打分 撤回评分 打分打错了 评分打错了 分打错了 评分错了 打分错了 按错了 点错了 手滑了 取消打分 取消评分 撤销上次打分 撤销上次评分 撤回上次打分 撤回上次评分 撤销刚才的打分 撤销刚才的评分 重新打分 重新评分 重打分 重打 复原 打错了 打错分了 我打错了 我打错分了 评错了
        """,
        "/why": """
        为什么是这道题 为什么选这道题 为什么出这道题 为什么问这题 为什么问这道题 为什么选了这题 为什么选了这道题 为啥选这题 为啥是这题 为啥出这题 为啥问这题 为啥选这道题 为啥是这道题 怎么选的这题 为什么推这题
        为什么给我这题
        """,
        "/later": """
        推迟一点 推迟一下 推迟一会儿 延后一点 一会儿再来 到时候提醒我 晚一点 晚一点再答 晚一点再说 晚一点再来 晚一点提醒我 稍晚 稍晚一点 稍后一点 稍后一点再答 晚些 晚些再答 晚些再说 晚点再来 晚点再问
        待会再答 待会儿再答 待会再说 待会儿再说 等会再答 等会儿再答 过会再答 过会儿再答 过会儿再说 晚点提醒我 稍后提醒我 待会提醒我 过会儿提醒我
        """,
        "/later 明天": "明天再答 明天再说 明天提醒我",
        "/mock": "开始面试 开始模拟面试 开始模拟 来一场模拟面试 来场模拟面试 继续面试 继续模拟面试",
        "/mock stop": "结束面试 停止面试 退出面试 结束模拟面试 停止模拟面试 退出模拟面试 退出模拟 结束模拟 停止模拟",
        "/subscribe 每天": "每天一题 每天来一题 每天一道题 每天来一道题 每天一道 一天一题 一天一道题 每天给我一题 每天推一题 每天出一题",
        "/unsubscribe all":
            """
        全部退订 全都退订 都退订 都退了 全退了 全部退掉 退订全部 全部取消订阅 全都取消订阅 订阅全部取消 订阅都取消 订阅全取消 所有订阅都取消 全部订阅都取消 所有订阅都退订 把订阅都取消 把订阅都取消了 把订阅都退了
        把所有订阅都取消 把全部订阅取消 把所有订阅取消 取消全部
        """,
        "/topic": "换个主题 换一个主题 选择主题 切换主题 修改主题 换主题",
        "/topics": "所有主题 全部主题 有哪些主题",
        "/questions": "题库 题目 所有题目 全部题目",
        "/unsubscribe": "退定 不订阅了 不订了 不想订了 不想订阅了 我不订了 我要退订 我想退订",
        "/change": "修改订阅 更改订阅 修改时间 更改时间 改时间 修改推送时间 更改推送时间 改推送时间",
        "/pause":
            "取消推送 关闭推送 关掉推送 暂停订阅 停止推送 不要推送了 别推了 先别推了 别发了 先别发了 别再发了 别再推了 别再推送了 别推送了 不再推送 不再推送了 不要再推送了 不要再推了 不要再发了 不要发了 不用推送了 停止发送 停止推播 取消推播 关闭推播 暂停推播 不要推播了",
        "/resume": "打开推送 开启推送 开始推送 恢复订阅 继续推送 取消暂停 结束暂停 恢复推播 打开推播 开启推播",
        "/subscriptions": "设置推送时间 设置推送 几点推送 什么时候推送 下次推送 下次什么时候推送",
        "/web": "网页版 打开网页 打开网页版",
        "/streak": "连续天数 连续打卡 打卡天数",
        "/stats": "学习统计 答题统计 学习进度",
        "/history": "历史记录 答题记录 答题历史",
        "/plan": "复习计划 学习计划 备考计划",
        "/leaderboard": "排行 排名",
        "/leaderboard join": "加入排行榜 加入榜单",
        "/leaderboard leave": "退出排行榜 退出榜单",
        "/timezone": "设置时区 设定时区 修改时区 更改时区 切换时区 改时区",
        "/language": "设置语言 设定语言 修改语言 更改语言 切换语言 改语言",
        "/name": "改名 改名字 修改名字 设置名字",
        "/quiet": "设置免打扰 修改免打扰 设定免打扰",
        "/interview": "面试日期 面试时间 我的面试 设置面试日期 修改面试日期 设定面试日期 取消面试 面试取消了 不面试了 面试推迟了 面试改期了",
        "/whoami": "我的账号 我的信息",
        "/login": "登陆",
        "/link": "绑定账号",
        "/unlink": "解除绑定 取消绑定",
        "/export": "导出我的回答 导出回答 导出数据 导出记录 导出我的数据 导出全部 导出所有 导出全部数据 导出所有数据 导出全部回答 导出所有回答 导出全部记录 导出所有记录",
        "/bookmark off": "取消收藏 取消收藏这题 取消收藏本题 取消收藏这道题 不收藏了 移除收藏 删除收藏",
        "/forget": "删除我的账号 删除我的账户 忘记我 注销账号 注销账户 删除账号 删除账户 删除我的数据",
        "/report": "举报 题目有误 题目有错 报告错误 反馈问题",
        "/help": "如何使用 如何用 使用方法 使用帮助 使用教程 教程 说明 你能做什么 你会什么 能做什么 有哪些命令 有哪些功能 怎么用 怎么玩 有什么功能 使用说明 命令列表 所有命令 全部命令 怎么使用 菜单",
    ]

    /// `切换英文`, `换成双语`.
    private static let languages: Lines = languageNames.flatMap { command, names -> Lines in
        names.split(separator: " ").flatMap { name -> Lines in
            let said = speaking.map { $0 + name } + ["\(name)界面", "\(name)模式"]
            return said.map { ($0, command) }
        }
    }
    private static let speaking = [
        "说", "讲", "用", "使用", "换", "换成", "换到", "换为", "改成", "改用", "切换", "切换到", "切换成", "切换为", "切到", "切成", "请说", "请用", "请讲",
        "语言改成", "语言改为", "语言换成", "语言设为", "语言切换到", "语言切换成", "语言用", "界面改成", "界面换成", "把语言改成", "把语言换成",
    ]
    private static let languageNames: KeyValuePairs<String, String> = [
        "/language zh": "中文 汉语", "/language en": "英文 英语", "/language both": "双语 中英双语 中英文",
    ]

    /// `提醒 开`, as `/settings` calls it.
    private static let nudges: Lines = switches.flatMap { command, words -> Lines in
        words.split(separator: " ").flatMap { word -> Lines in
            ["提醒\(word)", "提醒 \(word)", "\(word)提醒"].map { ($0, command) }
        }
    }
    private static let switches: KeyValuePairs<String, String> = [
        "/nudge on": "开 打开 开启", "/nudge off": "关 关闭 关掉",
    ]

    /// `稍后再问我`, `一会儿叫我`.
    private static let postponed: Lines = soon.flatMap { time in again.map { (time + $0, "/later") } }
    private static let soon = [
        "稍后", "稍晚", "晚点", "晚点儿", "晚些", "晚一点", "待会", "待会儿", "等会", "等会儿", "等一会", "等一会儿", "过会", "过会儿", "过一会", "过一会儿", "一会",
        "一会儿",
        "回头",
    ]
    private static let again = [
        "再问", "再问我", "问我", "再来", "再答", "再说", "再做", "再提醒", "再提醒我", "提醒我", "再叫我", "叫我", "再推", "再推给我", "再发", "再发给我",
        "再问一次",
    ]

    /// What is looked at: `看看统计`, `我的历史`, `收藏列表`.
    private static let shown: Lines = things.flatMap { command, names -> Lines in
        names.split(separator: " ").flatMap { name in
            looks.flatMap { look in lists.map { (look + name + $0, command) } }
        }
    }
    private static let looks =
        ["", "我的"]
        + ["看", "看看", "看一下", "看下", "查看", "显示", "查一下", "我要看", "我想看", "给我看", "给我看看"]
        .flatMap { [$0, $0 + "我的"] }
    private static let lists = ["", "列表", "记录", "情况"]
    private static let things: KeyValuePairs<String, String> = [
        "/reveal": "答案 参考答案", "/hint": "提示", "/today": "今天的题 今日题", "/stats": "统计 进度 学习进度",
        "/streak": "连续 连续天数 打卡", "/history": "历史 答题历史 回答历史", "/bookmarks": "收藏", "/subscriptions": "订阅",
        "/topics": "主题", "/questions": "题目", "/plan": "计划", "/settings": "设置", "/leaderboard": "排行榜 榜单",
        "/help": "帮助 命令",
    ]

    private static let english = Dictionary(
        asked.flatMap { verb, lines in lines.split(separator: ",").map { (String($0).trimmingSpaces(), verb) } },
        uniquingKeysWith: { first, _ in first })

    private static let asked: KeyValuePairs<String, String> = [
        "next":
            "another question, another one, give me another, give me another one, gimme another, give me one, give me one more, give me the next, give me the next one, give me the next question, the next one, next one, one more, new question, a new question, next problem, one more question, give me a question, give me another question",
        "today": "today's question, todays question",
        "skip":
            "can i skip, can i skip it, can i skip this, can i skip this one, can i skip this question, may i skip, may i skip this, let me skip, let me skip this, let me skip this one, let me skip it, skip for now, skip it for now, skip this for now, skip today, i'll skip, i'll skip this, i'll skip this one, i'll skip it, i will skip, i want to skip, i want to skip this, i'd like to skip, i skip, let's skip, let's skip this, i'll pass, i pass, pass on this, pass on this one, i'd rather skip",
        "reveal":
            "tell me the answer, just tell me the answer, just show me the answer, the answer, i give up, give up, the solution, what's the solution, what is the solution, tell me the solution, see answer, see the solution, view answer, view the answer, i want the answer, i want to see the answer, can i see the answer, can i get the answer, can you show me the answer, full answer, just tell me, reveal answer, reveal the answer, show solution, show me the solution, answer please, show answer, show the answer, show me the answer, see the answer, give me the answer, what is the answer, what's the answer",
        "hint":
            "give me hint, show hint, show a hint, show me a hint, give me a hint, a hint please, another hint, one more hint, next hint, i need a hint, can i have a hint, can i get a hint, any hint, any hints, more hints, more hint, need a hint, need hint, need hints, i need hint, i need hints, i need another hint, hint 1, hint 2, could i get a hint, could i have a hint, can you give me a hint, could you give me a hint, got a hint, got any hints, get a hint",
        "unsubscribe": "cancel my subscription, cancel the subscription, cancel subscription, end my subscription",
        "unsubscribe all":
            "cancel all subscriptions, cancel all my subscriptions, cancel all, cancel my subscriptions, cancel everything, end all subscriptions, unsubscribe from all, unsubscribe from everything",
        "subscribe daily":
            "a question every day, one question a day, one question every day, a question a day, a daily question, one a day",
        "pause":
            "stop sending, stop sending questions, stop sending me questions, stop asking me, stop the questions, no more questions",
        "language zh": "switch to chinese, chinese please, in chinese please, use chinese",
        "language en": "switch to english, english please, in english please, use english",
        "undo":
            "take it back, take that back, undo rating, undo the rating, undo my rating, undo my last rating, undo my answer, undo my last answer, undo last, undo the last, undo last answer, undo last rating",
        "why": "why this question, why this one, why did you ask this, why did i get this",
        "later": "remind me later, ask me later, ask later, not now",
        "mock": "start mock, start mock interview, start a mock interview, mock interview",
        "mock stop":
            "stop mock, stop the mock, stop mock interview, stop interview, stop the interview, end mock, end the mock, end mock interview, end interview, end the interview, finish the interview",
        "stats":
            "my stats, show stats, show my stats, show me my stats, stats please, what are my stats, how am i doing",
        "streak":
            "my streak, show streak, show my streak, show me my streak, what's my streak, what is my streak, how long is my streak, how many days is my streak",
        "history": "my history, show history, show my history, show me my history",
        "web": "open the web page, open the page",
        "subscriptions":
            "when is the next question, when is my next question, when do you ask, my subscriptions, show subscriptions, show my subscriptions, list subscriptions",
        "topics": "show topics, list topics, what topics are there, which topics are there",
        "settings": "my settings, show settings, open settings, change settings",
        "plan": "my plan, show plan",
        "bookmark": "bookmark this, bookmark this question",
        "forget": "forget me, delete my data, delete my account",
        "help":
            "what are the commands, what commands are there, which commands, all commands, commands list, list of commands, how to use this, how to use, how do i use it, how does this work, how does it work, how do i use this, what can you do, show help, show commands, list commands",
    ]
}

import Testing
import YitiCore

/// What a line means (docs/protocol.md, section 12).
@Suite struct RecognitionTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    /// The command words as they are written in Taiwan and Hong Kong, where that is otherwise.
    static let traditional: [(String, String)] = [
        ("下一题", "下一題"), ("来一题", "來一題"), ("再来一题", "再來一題"), ("出题", "出題"), ("今日题", "今日題"), ("揭晓", "揭曉"), ("跳过", "跳過"),
        ("评分", "評分"), ("勾选", "勾選"), ("撤销", "撤銷"), ("为什么", "為什麼"), ("为何", "為何"), ("稍后", "稍後"), ("晚点", "晚點"),
        ("开始", "開始"), ("帮助", "幫助"), ("我是谁", "我是誰"), ("登录", "登錄"), ("绑定", "綁定"), ("解绑", "解綁"), ("再见", "再見"),
        ("订阅", "訂閱"), ("改订阅", "改訂閱"), ("退订", "退訂"), ("取消订阅", "取消訂閱"), ("我的订阅", "我的訂閱"), ("订阅列表", "訂閱列表"),
        ("暂停", "暫停"), ("恢复", "恢復"), ("恢复推送", "恢復推送"), ("主题", "主題"), ("主题列表", "主題列表"), ("选主题", "選主題"), ("选题", "選題"),
        ("连续", "連續"), ("统计", "統計"), ("进度", "進度"), ("历史", "歷史"), ("记录", "記錄"), ("收藏夹", "收藏夾"), ("笔记", "筆記"),
        ("计划", "計劃"), ("面试", "面試"), ("设置", "設置"), ("时区", "時區"), ("语言", "語言"), ("称呼", "稱呼"), ("颜色", "顏色"),
        ("免打扰", "免打擾"), ("换日", "換日"), ("导出", "導出"), ("注销", "註銷"), ("删除我", "刪除我"), ("反馈", "反饋"), ("报错", "報錯"),
        ("时钟", "時鐘"), ("网页", "網頁"), ("题目列表", "題目列表"), ("模拟面试", "模擬面試"), ("模拟", "模擬"), ("榜单", "榜單"),
        ("换一题", "換一題"), ("换个题", "換個題"), ("换题", "換題"), ("下一道题", "下一道題"), ("再来一道", "再來一道"), ("再来一个", "再來一個"),
        ("再出一题", "再出一題"), ("为什么选这题", "為什麼選這題"), ("为什么出这题", "為什麼出這題"), ("为什么是这题", "為什麼是這題"),
        ("稍后再答", "稍後再答"), ("稍后再说", "稍後再說"), ("晚点再答", "晚點再答"), ("晚点再说", "晚點再說"), ("定阅", "定閱"), ("来一道", "來一道"),
        ("出一题", "出一題"), ("给我一题", "給我一題"), ("搜寻", "搜尋"), ("汇出", "匯出"), ("设定", "設定"),
    ]
    /// Those that are written alike.
    static let alike: Set<String> = [
        "撤回", "今天", "回答", "作答", "提示", "看答案", "答案", "打分", "打勾", "你好", "命令", "退出", "修改", "打卡", "搜索", "查找", "收藏",
        "我的收藏", "名字", "催一下", "排行榜", "下一道", "改", "出一道",
    ]

    @Test("understands every Chinese command word in its traditional spelling")
    func traditionalWords() throws {
        let sandbox = try CommandExamples(isSandbox: true)
        for (word, spelling) in Self.traditional {
            #expect(sandbox.parse(spelling) == sandbox.parse(word), "\(spelling)")
            #expect(sandbox.parse("/\(spelling)") == sandbox.parse("/\(word)"), "\(spelling)")
            #expect(sandbox.parse("\(spelling)。") == sandbox.parse(word), "\(spelling)。")
        }
        let words = CommandTable.rows(isSandbox: true).flatMap(\.chinese)
        let known = Set(Self.traditional.map(\.0)).union(Self.alike)
        #expect(
            known.symmetricDifference(words) == [],
            "these belong into `traditional` or `alike`, or are no words any more")
    }

    @Test(
        "reads traditional arguments, full-width letters and zero-width characters as their usual forms",
        arguments: [
            ("訂閱 早上八點半", "/subscribe 8:30"), ("訂閱8:30", "/subscribe 8:30"), ("訂閱，8：30", "/subscribe 8:30"),
            ("訂閱 8:30 週一到週五", "/subscribe 8:30 mon-fri"), ("時區 臺北", "/timezone Asia/Taipei"),
            ("時區 紐約", "/timezone America/New_York"), ("稍後 兩小時", "/later 2h"), ("\u{200B}/next", "/next"),
            ("/next\u{200B}", "/next"), ("\u{FEFF}下一題", "/next"), ("／ＮＥＸＴ", "/next"), ("選主題 支持向量機", "/topic svm"),
            ("下一题。", "/next"), ("跳过！", "/skip"),
        ])
    func forms(typed: String, usual: String) {
        #expect(examples.parse(typed) == examples.parse(usual))
        #expect(examples.command(usual) != nil)
    }

    @Test("a near-command is refused with its example, and says how to answer with it all the same")
    func nearCommands() {
        for line in ["订阅 后天吧", "时区 火星", "订阅，后天吧", "免打扰吧", "訂閱 後天吧"] {
            let refusal = examples.refusal(line)
            #expect(refusal?.orAnswer == line, "\(line)")
        }
        #expect(examples.refusal("/订阅 后天吧")?.orAnswer == nil)
    }

    @Test("what people write with the words of commands is their answer")
    func answers() {
        for line in [
            "语言模型的困惑度取决于词表", "历史梯度平方累加", "跳过连接缓解梯度消失", "统计量只来自训练集", "为什么要减去均值：为了对称", "提示：先求导",
            "笔记，写在这里", "回答，先看梯度", "反馈，就是误差", "订阅和退订的区别在于谁主动发起连接这件事情上面", "提示 一下", "下一题：略",
        ] { #expect(examples.parse(line) == .text(line, rating: nil), "\(line)") }
    }

    @Test("knows a command's verb that stands alone without its slash, and no single letters or words")
    func loneVerbs() {
        let rows: [(String, String?)] = [
            ("next", "next"), ("Next.", "next"), ("ｓｋｉｐ", "skip"), ("timezone", "timezone"), ("n", nil), ("hello", nil),
            ("a", nil),
            ("/next", nil),
            ("next question", "next"), ("skip this one, please", "skip"), ("next token prediction", nil),
            ("skip connections", nil), ("softmax", nil), ("下一题", nil), ("", nil),
        ]
        for (text, verb) in rows { #expect(CommandTable.loneVerb(text) == verb, "\(text)") }
    }

    @Test("says whose command a line is meant for")
    func addressees() {
        let rows: [(String, String?)] = [
            ("/next@other_bot", "other_bot"), ("/NEXT@Other loss", "other"), ("/next", nil), ("a@b", nil),
            ("/next @other", nil),
        ]
        for (line, name) in rows { #expect(examples.parser.addressee(of: line) == name, "\(line)") }
    }

    @Test("few commands are public, and those of which nothing is anybody's own business")
    func visibility() {
        let open = Set(CommandTable.rows(isSandbox: true).filter(\.isPublic).map(\.verb))
        #expect(
            open == [
                "start", "help", "next", "today", "answer", "skip", "rate", "undo", "leaderboard", "subscribe",
                "change",
                "unsubscribe", "subscriptions", "pause", "resume", "report", "clock",
            ])
    }
}

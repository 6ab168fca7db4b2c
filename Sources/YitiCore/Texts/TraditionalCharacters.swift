extension Character {
    /// The simplified form of a traditional character that command words, ratings, days, periods, places or topics use; others as they are.
    var simplified: Character {
        unicodeScalars.first.map { $0.value > 0x4DFF } ?? false ? Self.simplifiedForms[self] ?? self : self
    }

    private static let simplifiedForms = Dictionary(
        zip(
            "訂閱題時區歷曆記紀錄統計設語顏幫進連續劃畫試搜夾筆暫復複銷註刪饋報錯鐘鍾導開關誰過為麼後點評曉擾換稱選綁見貝輕鬆"
                + "來兩個從週禮這說無沒難會發號幾準當淩雙單東亞倫內華盧國圖聖頭奧廣恆時漢溫滿確約紐終羅蘇薩裡裏認讓達門閉"
                + "韓頓馬魯齊臺磯蘭舊爾寧烏買與啟啓損數線歸機學習網絡優樹類維樸葉強經驗處樣變層標態極間種測協實對應術據條結擬",
            "订阅题时区历历记纪录统计设语颜帮进连续划划试搜夹笔暂复复销注删馈报错钟钟导开关谁过为么后点评晓扰换称选绑见贝轻松"
                + "来两个从周礼这说无没难会发号几准当凌双单东亚伦内华卢国图圣头奥广恒时汉温满确约纽终罗苏萨里里认让达门闭"
                + "韩顿马鲁齐台矶兰旧尔宁乌买与启启损数线归机学习网络优树类维朴叶强经验处样变层标态极间种测协实对应术据条结拟"
        ),
        uniquingKeysWith: { first, _ in first })
}

extension StringProtocol {
    /// The text with traditional characters as their simplified forms, as far as commands and what follows them use any. For recognising
    /// it only: what is stored stays as it was sent.
    var simplified: String { containsChinese ? String(map(\.simplified)) : String(self) }
}

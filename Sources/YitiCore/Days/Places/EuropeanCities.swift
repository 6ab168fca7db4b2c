/// Cities of Europe.
enum EuropeanCities {
    static let rows = """
        Europe/London 伦敦 曼彻斯特 伯明翰 爱丁堡 格拉斯哥 利物浦 剑桥 牛津 布里斯托 利兹 卡迪夫 谢菲尔德 诺丁汉 英国 英格兰 苏格兰
        Europe/London uk england scotland wales britain great_britain united_kingdom edinburgh cambridge oxford manchester birmingham
        Europe/London glasgow liverpool bristol leeds sheffield nottingham cardiff southampton newcastle brighton leicester coventry
        Europe/London 伯明罕
        Europe/Dublin 都柏林 爱尔兰 ireland cork galway
        Europe/Paris 巴黎 里昂 马赛 尼斯 图卢兹 波尔多 斯特拉斯堡 里尔 法国 france lyon marseille nice toulouse bordeaux strasbourg lille nantes
        Europe/Paris grenoble montpellier rennes
        Europe/Berlin 柏林 慕尼黑 汉堡 法兰克福 科隆 斯图加特 杜塞尔多夫 莱比锡 德累斯顿 海德堡 纽伦堡 汉诺威 不来梅 多特蒙德 波恩 亚琛 德国 germany
        Europe/Berlin munich münchen hamburg frankfurt cologne köln stuttgart düsseldorf dusseldorf leipzig dresden heidelberg nuremberg
        Europe/Berlin nürnberg hanover hannover bremen dortmund essen bonn aachen karlsruhe freiburg tübingen deutschland potsdam
        Europe/Zurich 苏黎世 日内瓦 巴塞尔 洛桑 伯尔尼 瑞士 switzerland zürich geneva basel bern lausanne lugano zuerich
        Europe/Amsterdam 阿姆斯特丹 鹿特丹 海牙 埃因霍温 乌得勒支 代尔夫特 荷兰 netherlands holland rotterdam the_hague eindhoven utrecht delft
        Europe/Brussels 布鲁塞尔 安特卫普 根特 鲁汶 比利时 belgium antwerp ghent leuven bruges
        Europe/Luxembourg 卢森堡
        Europe/Vienna 维也纳 萨尔茨堡 格拉茨 奥地利 austria wien salzburg graz linz innsbruck
        Europe/Madrid 马德里 巴塞罗那 瓦伦西亚 塞维利亚 西班牙 spain barcelona valencia seville sevilla bilbao malaga granada 巴塞隆纳 巴塞隆那
        Europe/Lisbon 里斯本 波尔图 葡萄牙 portugal porto lisboa
        Europe/Rome 罗马 米兰 佛罗伦萨 威尼斯 都灵 那不勒斯 博洛尼亚 意大利 italy milan milano florence venice turin naples bologna pisa roma
        Europe/Rome 义大利 佛罗伦斯 拿坡里
        Europe/Stockholm 斯德哥尔摩 哥德堡 马尔默 乌普萨拉 瑞典 sweden gothenburg malmö malmo uppsala lund
        Europe/Oslo 奥斯陆 卑尔根 挪威 norway bergen trondheim
        Europe/Copenhagen 哥本哈根 丹麦 denmark aarhus
        Europe/Helsinki 赫尔辛基 芬兰 finland espoo tampere turku
        Atlantic/Reykjavik 雷克雅未克 冰岛 iceland
        Europe/Warsaw 华沙 克拉科夫 波兰 poland krakow kraków wroclaw wrocław gdansk poznan lodz warszawa
        Europe/Prague 布拉格 捷克 czechia czech_republic brno praha
        Europe/Bratislava 布拉迪斯拉发 斯洛伐克 slovakia
        Europe/Budapest 布达佩斯 匈牙利 hungary
        Europe/Bucharest 布加勒斯特 罗马尼亚 romania cluj bucuresti
        Europe/Sofia 索非亚 保加利亚 bulgaria
        Europe/Athens 雅典 希腊 greece thessaloniki
        Europe/Belgrade 贝尔格莱德 塞尔维亚 serbia
        Europe/Zagreb 萨格勒布 克罗地亚 croatia 克罗埃西亚
        Europe/Ljubljana 卢布尔雅那 斯洛文尼亚 slovenia 斯洛维尼亚
        Europe/Sarajevo 萨拉热窝 bosnia 波士尼亚
        Europe/Skopje 斯科普里 macedonia
        Europe/Tirane 地拉那 阿尔巴尼亚 albania tirana
        Europe/Vilnius 维尔纽斯 立陶宛 lithuania
        Europe/Riga 里加 拉脱维亚 latvia
        Europe/Tallinn 塔林 爱沙尼亚 estonia tartu
        Europe/Kyiv 基辅 乌克兰 ukraine kiev lviv kharkiv odessa odesa
        Europe/Minsk 明斯克 白俄罗斯 belarus
        Europe/Chisinau 基希讷乌 摩尔多瓦 moldova
        Europe/Moscow 莫斯科 圣彼得堡 喀山 saint_petersburg st_petersburg st._petersburg kazan moskva msk
        Europe/Istanbul 伊斯坦布尔 安卡拉 土耳其 turkey türkiye turkiye ankara izmir trt 伊斯坦堡
        Asia/Nicosia 尼科西亚 塞浦路斯 cyprus
        Europe/Malta 马耳他 瓦莱塔 valletta
        Europe/Monaco 摩纳哥
        """
}

/// Cities of Africa and the Pacific, and names that are no city's: of one zone's time, and UTC's.
enum SouthernCities {
    static let rows = """
        Africa/Cairo 开罗 亚历山大 埃及 egypt alexandria
        Africa/Casablanca 卡萨布兰卡 拉巴特 马拉喀什 摩洛哥 morocco rabat marrakech 卡萨布兰加
        Africa/Algiers 阿尔及尔 阿尔及利亚 algeria
        Africa/Tunis 突尼斯 tunisia 突尼西亚
        Africa/Tripoli 的黎波里 利比亚 libya
        Africa/Khartoum 喀土穆 苏丹 sudan
        Africa/Addis_Ababa 亚的斯亚贝巴 埃塞俄比亚 ethiopia 衣索比亚
        Africa/Nairobi 内罗毕 肯尼亚 kenya mombasa eat 肯亚 奈洛比
        Africa/Kampala 坎帕拉 乌干达 uganda
        Africa/Dar_es_Salaam 达累斯萨拉姆 坦桑尼亚 tanzania
        Africa/Kigali 基加利 卢旺达 rwanda
        Africa/Lagos 拉各斯 阿布贾 尼日利亚 nigeria abuja wat 奈及利亚
        Africa/Accra 阿克拉 加纳 ghana
        Africa/Abidjan 阿比让 科特迪瓦 ivory_coast
        Africa/Dakar 达喀尔 塞内加尔 senegal
        Africa/Luanda 罗安达 安哥拉 angola
        Africa/Johannesburg 约翰内斯堡 开普敦 比勒陀利亚 德班 南非 south_africa cape_town pretoria durban sast 约翰尼斯堡
        Africa/Lusaka 卢萨卡 赞比亚 zambia
        Africa/Harare 哈拉雷 津巴布韦 zimbabwe
        Africa/Maputo 马普托 莫桑比克 mozambique
        Africa/Windhoek 温得和克 纳米比亚 namibia
        Indian/Mauritius 毛里求斯
        Indian/Antananarivo 马达加斯加 madagascar
        Australia/Sydney 悉尼 雪梨 堪培拉 纽卡斯尔 canberra wollongong 坎培拉
        Australia/Melbourne 墨尔本 geelong
        Australia/Brisbane 布里斯班 黄金海岸 昆士兰 gold_coast cairns queensland 布里斯本
        Australia/Adelaide 阿德莱德 阿德雷得
        Australia/Perth 珀斯 awst 伯斯
        Australia/Hobart 霍巴特 塔斯马尼亚 tasmania
        Australia/Darwin 达尔文
        Pacific/Auckland 奥克兰 惠灵顿 基督城 皇后镇 新西兰 new_zealand wellington christchurch queenstown dunedin hamilton_nz 纽西兰 威灵顿
        Pacific/Fiji 斐济 苏瓦 suva
        Pacific/Guam 关岛
        Pacific/Port_Moresby 莫尔兹比港 巴布亚新几内亚 papua_new_guinea
        Pacific/Noumea 新喀里多尼亚 new_caledonia
        Pacific/Tahiti 大溪地 塔希提 papeete
        Pacific/Apia 阿皮亚 萨摩亚 samoa
        Pacific/Tongatapu 汤加 tonga nuku'alofa
        Pacific/Kiritimati 圣诞岛 基里巴斯 kiribati
        Asia/Tokyo jst
        Asia/Seoul kst
        Asia/Hong_Kong hkt
        Asia/Singapore sgt
        Asia/Bangkok ict
        Asia/Jakarta wib
        Asia/Makassar wita
        Asia/Manila pht
        Asia/Karachi pkt
        Asia/Kathmandu npt
        Asia/Kuala_Lumpur myt
        America/Argentina/Buenos_Aires art
        America/Bogota cot
        Africa/Maputo cat
        UTC utc gmt zulu 格林尼治 格林威治 世界 世界协调 协调世界 世界标准 greenwich universal coordinated_universal
        """
}

/// Cities of the rest of Asia.
enum AsianCities {
    static let rows = """
        Asia/Tokyo 东京 大阪 京都 横滨 名古屋 札幌 神户 福冈 广岛 仙台 奈良 冲绳 那霸 千叶 川崎 埼玉 北海道 筑波 日本
        Asia/Tokyo osaka kyoto yokohama nagoya sapporo kobe fukuoka hiroshima sendai nara okinawa naha kawasaki saitama tsukuba
        Asia/Tokyo 琉球 japanese
        Asia/Seoul 首尔 汉城 釜山 仁川 大邱 大田 光州 济州 水原 韩国 南韩 korea south_korea busan incheon daegu daejeon gwangju jeju suwon
        Asia/Seoul 济州岛 korean
        Asia/Pyongyang 平壤 朝鲜 north_korea
        Asia/Bangkok 曼谷 清迈 普吉 芭提雅 泰国 thailand chiang_mai phuket pattaya 河内 hanoi haiphong da_nang 岘港 海防
        Asia/Ho_Chi_Minh 胡志明 胡志明市 西贡 越南 vietnam ho_chi_minh_city hcmc
        Asia/Vientiane 万象 老挝 laos 寮国
        Asia/Phnom_Penh 金边 暹粒 柬埔寨 cambodia siem_reap
        Asia/Yangon 仰光 缅甸 曼德勒 myanmar burma mandalay
        Asia/Manila 马尼拉 宿务 菲律宾 philippines cebu davao quezon_city makati
        Asia/Jakarta 雅加达 万隆 泗水 日惹 bandung surabaya yogyakarta medan
        Asia/Makassar 巴厘岛 巴厘 登巴萨 bali denpasar 峇里岛 峇厘岛
        Asia/Brunei 文莱 汶莱
        Asia/Kolkata 新德里 德里 孟买 班加罗尔 金奈 加尔各答 海得拉巴 海德拉巴 浦那 印度 india delhi new_delhi mumbai bombay bangalore bengaluru
        Asia/Kolkata chennai madras hyderabad pune ahmedabad jaipur lucknow surat kanpur nagpur kochi gurgaon gurugram noida chandigarh
        Asia/Kolkata 邦加罗尔 indian
        Asia/Kathmandu 加德满都 尼泊尔 nepal pokhara
        Asia/Dhaka 达卡 孟加拉 孟加拉国 bangladesh chittagong
        Asia/Colombo 科伦坡 斯里兰卡 sri_lanka 可伦坡
        Asia/Karachi 卡拉奇 伊斯兰堡 拉合尔 巴基斯坦 pakistan lahore islamabad rawalpindi 喀拉蚩 伊斯兰玛巴德
        Asia/Kabul 喀布尔 阿富汗 afghanistan
        Asia/Thimphu 廷布 不丹 bhutan
        Indian/Maldives 马尔代夫 马累 male 马尔地夫
        Asia/Tehran 德黑兰 伊朗 iran isfahan mashhad
        Asia/Dubai 迪拜 杜拜 阿布扎比 阿联酋 uae abu_dhabi sharjah united_arab_emirates 阿联 阿拉伯联合大公国
        Asia/Riyadh 利雅得 吉达 麦加 沙特 沙特阿拉伯 saudi saudi_arabia jeddah mecca medina 沙乌地阿拉伯 沙乌地 利雅德
        Asia/Qatar 多哈 卡塔尔 doha 卡达 杜哈
        Asia/Kuwait 科威特
        Asia/Bahrain 巴林 麦纳麦 manama
        Asia/Muscat 马斯喀特 阿曼 oman
        Asia/Baghdad 巴格达 伊拉克 iraq
        Asia/Jerusalem 耶路撒冷 特拉维夫 海法 以色列 israel tel_aviv haifa
        Asia/Gaza 加沙
        Asia/Amman 安曼 约旦 jordan
        Asia/Beirut 贝鲁特 黎巴嫩 lebanon
        Asia/Damascus 大马士革 叙利亚 syria
        Asia/Tbilisi 第比利斯 格鲁吉亚
        Asia/Yerevan 埃里温 亚美尼亚 armenia
        Asia/Baku 巴库 阿塞拜疆 azerbaijan 亚塞拜然
        Asia/Tashkent 塔什干 乌兹别克斯坦 uzbekistan 乌兹别克
        Asia/Almaty 阿拉木图 阿斯塔纳 哈萨克斯坦 astana nur-sultan kazakhstan 哈萨克
        Asia/Bishkek 比什凯克 吉尔吉斯斯坦 kyrgyzstan
        Asia/Dushanbe 杜尚别 塔吉克斯坦 tajikistan
        Asia/Ashgabat 阿什哈巴德 土库曼斯坦 turkmenistan
        Asia/Ulaanbaatar 乌兰巴托 蒙古 蒙古国 mongolia ulan_bator
        Asia/Novosibirsk 新西伯利亚
        Asia/Yekaterinburg 叶卡捷琳堡 ekaterinburg
        Asia/Vladivostok 海参崴 符拉迪沃斯托克
        Asia/Irkutsk 伊尔库茨克
        Asia/Kuala_Lumpur 哥打京那峇鲁
        """
}

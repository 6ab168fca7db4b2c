/// Cities of the Americas.
enum AmericanCities {
    static let rows = """
        America/New_York 纽约 波士顿 华盛顿 费城 迈阿密 亚特兰大 匹兹堡 巴尔的摩 奥兰多 夏洛特 布法罗 克利夫兰 罗利 普林斯顿 纽黑文 新泽西 佛罗里达 美东
        America/New_York 美国东部 东部 北美东部 nyc ny new_york_city manhattan brooklyn boston washington washington_dc washington_d.c. dc philadelphia
        America/New_York miami atlanta pittsburgh baltimore orlando tampa charlotte raleigh durham buffalo cleveland columbus cincinnati
        America/New_York princeton new_haven ithaca rochester jersey_city newark hartford richmond jacksonville providence cambridge_ma
        America/New_York massachusetts new_jersey florida pennsylvania virginia maryland ohio connecticut us_eastern us_east eastern_time
        America/New_York 纽约州 麻州 马萨诸塞 纽泽西 康乃狄克 佛州 东海岸 美东时区 华盛顿特区 克里夫兰 坦帕 east_coast eastern_us d.c d.c.
        America/Detroit 底特律 安娜堡 ann_arbor michigan 密西根 密歇根
        America/Chicago 芝加哥 休斯顿 休斯敦 达拉斯 奥斯汀 圣路易斯 明尼阿波利斯 新奥尔良 纳什维尔 密尔沃基 麦迪逊 圣安东尼奥 堪萨斯城 得克萨斯 德州 德克萨斯 美中 美国中部 中部
        America/Chicago houston dallas austin st_louis saint_louis minneapolis new_orleans nashville milwaukee madison san_antonio memphis
        America/Chicago kansas_city oklahoma_city omaha fort_worth st_paul champaign urbana texas illinois minnesota wisconsin us_central central_time
        America/Chicago 得州 休士顿 纳许维尔 明尼亚波利斯 圣路易 纽奥良 st._louis st._paul
        America/Denver 丹佛 盐湖城 阿尔伯克基 博尔德 美国山地 colorado salt_lake_city albuquerque boulder santa_fe utah us_mountain mountain_time
        America/Phoenix 凤凰城 亚利桑那 tucson scottsdale arizona
        America/Los_Angeles 洛杉矶 旧金山 三藩市 西雅图 圣迭戈 波特兰 拉斯维加斯 硅谷 圣何塞 伯克利 萨克拉门托 斯坦福 加州 加利福尼亚 美西 美国西部 太平洋 美国太平洋
        America/Los_Angeles la sf san_francisco seattle san_diego portland las_vegas vegas silicon_valley san_jose berkeley oakland palo_alto
        America/Los_Angeles mountain_view sunnyvale cupertino menlo_park fremont sacramento stanford pasadena irvine redmond bellevue
        America/Los_Angeles california bay_area washington_state oregon nevada us_pacific us_west west_coast pacific_time
        America/Los_Angeles 矽谷 湾区 旧金山湾区 圣荷西 沙加缅度 奥勒冈 俄勒冈 西海岸 华盛顿州 western_us
        America/Anchorage 安克雷奇 阿拉斯加 alaska
        Pacific/Honolulu 檀香山 夏威夷 火奴鲁鲁 hawaii
        America/Puerto_Rico 波多黎各 圣胡安 san_juan
        America/Toronto 多伦多 渥太华 蒙特利尔 滑铁卢 魁北克 安大略 ottawa montreal montréal waterloo mississauga hamilton_ontario quebec
        America/Toronto quebec_city kitchener ontario 蒙特娄
        America/Vancouver 温哥华 维多利亚 列治文 本拿比 victoria_bc burnaby surrey british_columbia bc
        America/Edmonton 埃德蒙顿 卡尔加里 calgary alberta 卡加利 艾德蒙顿
        America/Winnipeg 温尼伯 manitoba
        America/Regina 里贾纳 萨斯卡通 saskatoon saskatchewan
        America/Halifax 哈利法克斯 nova_scotia
        America/St_Johns 圣约翰斯 纽芬兰 newfoundland st._john's st_john's
        America/Mexico_City 墨西哥城 瓜达拉哈拉 guadalajara cdmx puebla
        America/Tijuana 蒂华纳
        America/Cancun 坎昆
        America/Havana 哈瓦那 古巴 cuba
        America/Jamaica 牙买加 金斯敦 kingston
        America/Guatemala 危地马拉 瓜地马拉
        America/San_Salvador el_salvador_city
        America/Costa_Rica 哥斯达黎加 哥斯大黎加
        America/Panama 巴拿马 panama_city
        America/Santo_Domingo 多米尼加 圣多明各 dominican_republic
        America/Bogota 波哥大 哥伦比亚 colombia medellin medellín bogotá cali
        America/Caracas 加拉加斯 委内瑞拉 venezuela
        America/Lima 利马 秘鲁 peru
        America/Guayaquil 基多 厄瓜多尔 ecuador quito 厄瓜多
        America/La_Paz 拉巴斯 玻利维亚 bolivia
        America/Santiago 圣地亚哥 智利 chile valparaiso
        America/Argentina/Buenos_Aires 布宜诺斯艾利斯 阿根廷 argentina
        America/Sao_Paulo 圣保罗 里约热内卢 里约 巴西利亚 rio rio_de_janeiro brasilia são_paulo brt
        America/Manaus 玛瑙斯
        America/Montevideo 蒙得维的亚 乌拉圭 uruguay
        America/Asuncion 亚松森 巴拉圭 paraguay
        America/Tegucigalpa 宏都拉斯 洪都拉斯
        """
}

/// Cities where people speak Chinese.
enum ChineseCities {
    static let rows = """
        Asia/Shanghai 北京 上海 广州 深圳 杭州 成都 重庆 武汉 南京 西安 苏州 天津 郑州 长沙 东莞 青岛 沈阳 宁波 昆明 合肥 佛山 无锡 济南 大连 福州 厦门 哈尔滨
        Asia/Shanghai 温州 石家庄 南宁 常州 泉州 南昌 贵阳 太原 金华 烟台 嘉兴 南通 长春 珠海 惠州 徐州 海口 绍兴 中山 台州 兰州 潍坊 保定 扬州 桂林 唐山 三亚 湖州
        Asia/Shanghai 呼和浩特 廊坊 洛阳 威海 盐城 临沂 江门 汕头 泰州 漳州 邯郸 济宁 芜湖 淄博 银川 柳州 绵阳 湛江 鞍山 赣州 大庆 宜昌 包头 咸阳 秦皇岛 株洲 莆田 吉林
        Asia/Shanghai 淮安 肇庆 宁德 衡阳 连云港 菏泽 九江 襄阳 开封 西宁 拉萨 大理 丽江 敦煌 齐齐哈尔 牡丹江 中国 大陆 中国大陆 中国内地 内地 国内
        Asia/Shanghai beijing peking shenzhen guangzhou canton hangzhou chengdu wuhan nanjing nanking xian xi'an suzhou tianjin
        Asia/Shanghai zhengzhou changsha dongguan qingdao tsingtao shenyang ningbo kunming hefei foshan wuxi jinan dalian fuzhou
        Asia/Shanghai xiamen amoy wenzhou shijiazhuang nanning changzhou quanzhou nanchang guiyang taiyuan changchun zhuhai haikou
        Asia/Shanghai lanzhou guilin sanya yinchuan xining lhasa hohhot hefei zhongshan shantou yantai weihai china prc mainland_china
        Asia/Urumqi 乌鲁木齐 新疆 喀什 伊宁 克拉玛依 xinjiang kashi
        Asia/Hong_Kong 香港 九龙 hongkong hk kowloon
        Asia/Macau 澳门 macao
        Asia/Taipei 台北 台湾 高雄 台中 台南 新北 新竹 桃园 基隆 嘉义 花莲 台东 taiwan kaohsiung taichung tainan hsinchu taoyuan roc
        Asia/Singapore 新加坡 星加坡 狮城 sg
        Asia/Kuala_Lumpur 吉隆坡 马来西亚 槟城 新山 马六甲 怡保 malaysia kl penang george_town johor_bahru johor malacca ipoh
        Asia/Kuching 古晋 亚庇 沙巴 砂拉越 kota_kinabalu sabah sarawak
        """
}

extension Character {
    /// The simplified form of a traditional character (`點` → `点`); others as they are. Common characters only: 1 to 1, so that places
    /// stay the same.
    var simplified: Character {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return self }
        return TraditionalCharacters.simplified(scalar).map(Character.init) ?? self
    }
}

extension StringProtocol {
    /// The text with traditional characters as their simplified forms. For recognising it only: what is stored stays as it was sent.
    package var simplified: String {
        guard unicodeScalars.contains(where: { TraditionalCharacters.simplified($0) != nil }) else {
            return String(self)
        }
        return String(scalars: unicodeScalars.lazy.map { TraditionalCharacters.simplified($0) ?? $0 })
    }
}

/// Traditional characters and what they are in the simplified script, after OpenCC's table.
private enum TraditionalCharacters {
    /// The simplified form of a traditional character; nil for all others. Every character of every message comes by here.
    static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value >= first, scalar.value - first < table.count else { return nil }
        let form = table[Int(scalar.value - first)]
        return form == 0 ? nil : Unicode.Scalar(UInt32(form))
    }

    private static let first: UInt32 = 0x4E00

    /// By the place of the traditional character behind the first, the simplified one, or 0.
    private static let table: [UInt16] = {
        var table = [UInt16](repeating: 0, count: 0x5200)
        for (traditional, simplified) in zip(traditionalForms.unicodeScalars, simplifiedForms.unicodeScalars) {
            guard traditional.value >= first, traditional.value - first < table.count, simplified.value <= UInt16.max
            else { continue }
            let place = Int(traditional.value - first)
            if table[place] == 0 { table[place] = UInt16(simplified.value) }
        }
        return table
    }()

    private static let traditionalForms =
        """
        丟並亂亞佈佔併來侖侶侷係俠俬倆倉個們倖倫偉側偵偽傑傘備傢傭傳債傷傾僅僑僕僥僱價儀億儈儉儘償優儲兇兌兒內兩冊冪\
        凈凍凜凱別刪則剋剎剛剝剮創剷劃劇劉劊劍劑勁動務勛勝勞勢勳勵勸勻匯區協卹卻厤厭厲參叢吳吶呂員唸問啞啟喚喪喫喬單\
        喲嗆嗎嗚嘆嘔嘗嘩嘯噁噓噴噸噹嚇嚐嚙嚥嚨嚮嚴囂囌囑囪國圍園圓圖團埰執堅堯報場塊塗塢塵塹墊墜墮墳墾壇壓壘壞壟壩壯\
        壺壽夠夢夾奧奪奮妝姦娛婁婦媽嬌嬰嬸孃孫學孿宮寀寢實寧審寫寬寵寶將專尋對導屆屍屜屢層屬岡峴島峽崑崗崙嶄嶺嶼嶽巋\
        巒巖帥師帳帶幀幟幣幫幹幾庫廁廂廄廈廕廚廟廠廢廣廬廳弔張強彆彈彌彎彔彙彥彫彿徑從復徹恆恥悅悶悽惡惱愛慄態慘慚慣\
        慫慮慶慼慾憂憊憐憑憚憤憫憲憶懇應懞懲懶懷懸懼懾戀戰戲戶拋挾捨捲掃掄掙掛採揀揚換揮損搖搗搶摟摯摳摻撈撐撓撣撥撫\
        撲撻撾撿擁擄擇擊擋擔據擠擣擬擯擰擱擲擴擺擻擾攆攏攔攙攜攝攢攣攤攪攬敗敘敵數斂斃斬斷旂昇時晉晝暈暢暫曆曉曏曠曬\
        書會朮東枴柵柺桿條棄棗棟棧棲楊楓業極榦榮構槍槓槳樁樂樑樓標樞樣樸樹橋機橢橫檔檢檯檳檸檻櫃櫥櫻欄權欽歎歐歡歲歷\
        歸殘殭殲殺殼毀毆氈氣氫氾汎汙決沒沖況泝洩洶涼淒淚淨淩淪淵淺渙減渦測渾湊湧湯準溝溫溼滄滅滌滬滯滲滷滾滿漁漚漢漣\
        漬漲漸漿潑潔潛潤潰澀澆澇澗澤澱濁濃濕濘濛濟濤濫濰濱濺濾瀉瀋瀕瀝瀰瀾灑灕灘灣灤災為烏烴無煉煙煥煩熒熱熾燈燒燙營\
        燦燬燭燴燻燼爍爐爛爭爺爾牆牽犢犧狀狹狽猙猶獃獄獅獎獨獰獲獵獸獺獻現琱琺瑣瑤瑩瑪環瓊甕產甦畝畢畫異當疇疊痙痠瘋\
        瘍瘓瘡瘧療癒癟癡癢癥癬癰癱發皁皚皺盃盜盞盡監盤盧盪眾睏睜瞞矇矚矯硃硯碩確碼磚磯礎礙礦礫礬祕祿禍禦禮禱禿稅稈稜\
        種稱穀積穎穢穩穫窩窪窮窯窺竄竅竊競筆筍箇箋節範築篩簍簑簡簽簾籃籌籠籤籬籮籲粵糞糧糰糾紀約紅紉紋納紐純紗紙級紛\
        紡紮細紳紹終絃組絆結絕絛絞絡絢給絨統絲絹綁綏綑經綜綠綢維綱網綴綵綸綻綽綿緊緒緘線緝緞締緣編緩緬緯練緻縛縣縫縮\
        縱縴縷總績繃織繕繞繡繩繪繫繭繳繹繼續纍纏纓纔纖纜缽罈罰罵罷羅羨義習翫翹聖聞聯聰聲聳聶職聽聾肅脅脈脣脩脫脹腎腦\
        腫腳腸膚膠膩膽膿臉臍臘臟臥臨臺與興舉舊艙艦艱艷茲荊莊莖莢華萊萬葉葦葯葷蒐蒼蓆蓋蓮蔔蔘蔣蔥蔭蕩蕪蕭薊薑薔薦薩藍\
        藝藥藹蘆蘇蘊蘋蘭蘿處虛虜號虧蛻蝕蝦蝨蝸螞螢蟄蟬蟲蟻蠅蠍蠟蠱蠶蠻衊術衕衚衛衝補裝裡製複褲襖襪襬襯襲覈見規覓視親\
        覺覽觀觸訂訃計訊討訓訖託記訛訝訟訣訥訪設許訴診註証詐評詛詞詠詢詣試詩詫詭話該詳誅誇誌認誕誘語誠誡誣誤誦誨說誰\
        課誹誼調諄談請諒論諜諧諮諱諷諸諺諾謀謂謄謅謊謎謗謙講謝謠謬謹謾譁證譏識譚譜譟譭譯議譴護譽讀變讒讓讕讚豈豎豐豔\
        豬貓貝貞負財貢貧貨販貪貫責貯貳貴貶買貸費貼貿賀賂賃賄資賈賊賒賓賜賞賠賢賣賤賦質賬賭賴賺購賽贅贈贊贍贏贓贖贛趕\
        趙趨跡踐踰踴蹟蹤躊躍躥軀車軋軌軍軒軟軸較載輓輔輕輛輝輥輩輪輯輸輻輾輿轄轅轉轍轎轟辦辭辮辯農迴這連週進遊運過達\
        違遙遜遞遠適遲遷選遺遼邁還邊邏郵鄉鄒鄖鄧鄭鄰鄲醜醞醫醬釀釁釋釐釘針釣釦釩鈅鈉鈍鈔鈕鈞鈣鈴鈾鉀鉅鉆鉑鉗鉚鉛鉤鉸\
        鉻銀銅銑銘銜銥銳銷銻鋁鋅鋇鋒鋤鋪鋸鋼錄錐錘錠錢錦錨錫錯錳錶鍊鍋鍍鍘鍛鍬鍵鍺鍼鍾鎂鎊鎌鎖鎚鎢鎬鎮鎳鏇鏈鏟鏡鏽鐐\
        鐘鐮鐳鐵鑄鑑鑒鑰鑲鑷鑼鑽鑿長門閃閉開閏閑閒間閘閡閣閤閥閨閩閱閹閻闆闇闊闌闖關闡闢陝陞陣陰陳陸陽隊階隕際隨險隱\
        隴隸隻雖雙雛雜雞離難雲電霑霧靈靜鞏鞦韆韋韌韓韻響頁頂頃項順須頌預頑頒頓頗領頤頭頰頸頹頻顆題額顏願顛類顧顫顯顱\
        顴風颱颳飄飛飢飯飲飼飽飾餃餅養餌餒餓餘餞餡館餬餵餾饅饋饑饒饞馬馭馮馱馳馴駁駐駒駕駛駝駭駱駿騁騎騙騰騷騾驅驕驗\
        驚驟驢骯髒體髮鬆鬍鬚鬥鬧鬨鬱魚魯鮑鮮鯉鯨鰓鱉鱗鳥鳳鳴鴉鴕鴛鴦鴨鴻鴿鵑鵝鵬鵰鵲鶴鷗鷹鹵鹹鹼鹽麗麥麵麼黃點黨黴鼕\
        齊齋齒齡齣齧齲龍龐龔龜後於裏啓
        """

    private static let simplifiedForms =
        """
        丢并乱亚布占并来仑侣局系侠私俩仓个们幸伦伟侧侦伪杰伞备家佣传债伤倾仅侨仆侥雇价仪亿侩俭尽偿优储凶兑儿内两册幂\
        净冻凛凯别删则克刹刚剥剐创铲划剧刘刽剑剂劲动务勋胜劳势勋励劝匀汇区协恤却历厌厉参丛吴呐吕员念问哑启唤丧吃乔单\
        哟呛吗呜叹呕尝哗啸恶嘘喷吨当吓尝啮咽咙向严嚣苏嘱囱国围园圆图团采执坚尧报场块涂坞尘堑垫坠堕坟垦坛压垒坏垄坝壮\
        壶寿够梦夹奥夺奋妆奸娱娄妇妈娇婴婶娘孙学孪宫采寝实宁审写宽宠宝将专寻对导届尸屉屡层属冈岘岛峡昆岗仑崭岭屿岳岿\
        峦岩帅师帐带帧帜币帮干几库厕厢厩厦荫厨庙厂废广庐厅吊张强别弹弥弯录汇彦雕佛径从复彻恒耻悦闷凄恶恼爱栗态惨惭惯\
        怂虑庆戚欲忧惫怜凭惮愤悯宪忆恳应蒙惩懒怀悬惧慑恋战戏户抛挟舍卷扫抡挣挂采拣扬换挥损摇捣抢搂挚抠掺捞撑挠掸拨抚\
        扑挞挝捡拥掳择击挡担据挤捣拟摈拧搁掷扩摆擞扰撵拢拦搀携摄攒挛摊搅揽败叙敌数敛毙斩断旗升时晋昼晕畅暂历晓向旷晒\
        书会术东拐栅拐杆条弃枣栋栈栖杨枫业极干荣构枪杠桨桩乐梁楼标枢样朴树桥机椭横档检台槟柠槛柜橱樱栏权钦叹欧欢岁历\
        归残僵歼杀壳毁殴毡气氢泛泛污决没冲况溯泄汹凉凄泪净凌沦渊浅涣减涡测浑凑涌汤准沟温湿沧灭涤沪滞渗卤滚满渔沤汉涟\
        渍涨渐浆泼洁潜润溃涩浇涝涧泽淀浊浓湿泞蒙济涛滥潍滨溅滤泻沈濒沥弥澜洒漓滩湾滦灾为乌烃无炼烟焕烦荧热炽灯烧烫营\
        灿毁烛烩熏烬烁炉烂争爷尔墙牵犊牺状狭狈狰犹呆狱狮奖独狞获猎兽獭献现雕珐琐瑶莹玛环琼瓮产苏亩毕画异当畴叠痉酸疯\
        疡痪疮疟疗愈瘪痴痒症癣痈瘫发皂皑皱杯盗盏尽监盘卢荡众困睁瞒蒙瞩矫朱砚硕确码砖矶础碍矿砾矾秘禄祸御礼祷秃税秆棱\
        种称谷积颖秽稳获窝洼穷窑窥窜窍窃竞笔笋个笺节范筑筛篓蓑简签帘篮筹笼签篱箩吁粤粪粮团纠纪约红纫纹纳纽纯纱纸级纷\
        纺扎细绅绍终弦组绊结绝绦绞络绚给绒统丝绢绑绥捆经综绿绸维纲网缀彩纶绽绰绵紧绪缄线缉缎缔缘编缓缅纬练致缚县缝缩\
        纵纤缕总绩绷织缮绕绣绳绘系茧缴绎继续累缠缨才纤缆钵坛罚骂罢罗羡义习玩翘圣闻联聪声耸聂职听聋肃胁脉唇修脱胀肾脑\
        肿脚肠肤胶腻胆脓脸脐腊脏卧临台与兴举旧舱舰艰艳兹荆庄茎荚华莱万叶苇药荤搜苍席盖莲卜参蒋葱荫荡芜萧蓟姜蔷荐萨蓝\
        艺药蔼芦苏蕴苹兰萝处虚虏号亏蜕蚀虾虱蜗蚂萤蛰蝉虫蚁蝇蝎蜡蛊蚕蛮蔑术同胡卫冲补装里制复裤袄袜摆衬袭核见规觅视亲\
        觉览观触订讣计讯讨训讫托记讹讶讼诀讷访设许诉诊注证诈评诅词咏询诣试诗诧诡话该详诛夸志认诞诱语诚诫诬误诵诲说谁\
        课诽谊调谆谈请谅论谍谐咨讳讽诸谚诺谋谓誊诌谎谜谤谦讲谢谣谬谨谩哗证讥识谭谱噪毁译议谴护誉读变谗让谰赞岂竖丰艳\
        猪猫贝贞负财贡贫货贩贪贯责贮贰贵贬买贷费贴贸贺赂赁贿资贾贼赊宾赐赏赔贤卖贱赋质账赌赖赚购赛赘赠赞赡赢赃赎赣赶\
        赵趋迹践逾踊迹踪踌跃蹿躯车轧轨军轩软轴较载挽辅轻辆辉辊辈轮辑输辐辗舆辖辕转辙轿轰办辞辫辩农回这连周进游运过达\
        违遥逊递远适迟迁选遗辽迈还边逻邮乡邹郧邓郑邻郸丑酝医酱酿衅释厘钉针钓扣钒钥钠钝钞钮钧钙铃铀钾巨钻铂钳铆铅钩铰\
        铬银铜铣铭衔铱锐销锑铝锌钡锋锄铺锯钢录锥锤锭钱锦锚锡错锰表炼锅镀铡锻锹键锗针钟镁镑镰锁锤钨镐镇镍旋链铲镜锈镣\
        钟镰镭铁铸鉴鉴钥镶镊锣钻凿长门闪闭开闰闲闲间闸阂阁合阀闺闽阅阉阎板暗阔阑闯关阐辟陕升阵阴陈陆阳队阶陨际随险隐\
        陇隶只虽双雏杂鸡离难云电沾雾灵静巩秋千韦韧韩韵响页顶顷项顺须颂预顽颁顿颇领颐头颊颈颓频颗题额颜愿颠类顾颤显颅\
        颧风台刮飘飞饥饭饮饲饱饰饺饼养饵馁饿余饯馅馆糊喂馏馒馈饥饶馋马驭冯驮驰驯驳驻驹驾驶驼骇骆骏骋骑骗腾骚骡驱骄验\
        惊骤驴肮脏体发松胡须斗闹哄郁鱼鲁鲍鲜鲤鲸鳃鳖鳞鸟凤鸣鸦鸵鸳鸯鸭鸿鸽鹃鹅鹏雕鹊鹤鸥鹰卤咸碱盐丽麦面么黄点党霉冬\
        齐斋齿龄出啮龋龙庞龚龟后于里启
        """
}

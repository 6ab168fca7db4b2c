/// Words that name no single place: abbreviations of several zones or of half a year, and countries with several clocks. Each with the
/// zones that people mean by it, the likeliest first.
enum ZoneMeanings {
    /// The places for a word in small letters; nil for other words.
    static func places(_ word: String) -> [String]? { all[word] }

    private static let all = Dictionary(
        rows.split(separator: "\n").flatMap { row in
            let parts = row.split(separator: ":")
            let places = (parts.last ?? "").split(separator: " ").map(String.init)
            return (parts.first ?? "").split(separator: "|").map { ($0.trimmingPrefix(while: \.isWhitespace), places) }
                .map { (String($0), $1) }
        }, uniquingKeysWith: { first, _ in first })

    private static let rows = """
        est|edt|et|est5edt|eastern|eastern standard|eastern daylight: America/New_York America/Toronto America/Jamaica America/Panama Australia/Sydney
        cst|cdt|ct|cst6cdt|central|central standard|central daylight: America/Chicago Asia/Shanghai America/Mexico_City America/Costa_Rica America/Havana
        mst|mdt|mt|mst7mdt|mountain|mountain standard|mountain daylight: America/Denver America/Phoenix America/Edmonton Asia/Kuala_Lumpur
        pst|pdt|pt|pst8pdt|pacific|pacific standard|pacific daylight: America/Los_Angeles America/Vancouver America/Tijuana Asia/Manila
        akst|akdt: America/Anchorage
        hst|hdt|hast: Pacific/Honolulu America/Adak
        ast|adt|atlantic: America/Halifax America/Puerto_Rico Asia/Riyadh
        nst|ndt: America/St_Johns
        ist: Asia/Kolkata Europe/Dublin Asia/Jerusalem
        idt: Asia/Jerusalem
        bst: Europe/London Asia/Dhaka Pacific/Bougainville
        cet|cest|met|mest|mez|mesz|central european|central european standard|central european summer: Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome
        eet|eest|eastern european|eastern european standard|eastern european summer: Europe/Athens Europe/Helsinki Europe/Kyiv Africa/Cairo
        wet|west|western european|western european standard|western european summer: Europe/Lisbon Africa/Casablanca
        gst: Asia/Dubai Atlantic/South_Georgia
        sst: Pacific/Pago_Pago Asia/Singapore
        wst: Pacific/Apia Australia/Perth
        aest|aedt|aet: Australia/Sydney Australia/Melbourne Australia/Brisbane
        acst|acdt|act: Australia/Adelaide Australia/Darwin
        nzst|nzdt|nzt: Pacific/Auckland
        clt|clst: America/Santiago
        amt: America/Manaus Asia/Yerevan
        bt|bdt: Asia/Dhaka Asia/Thimphu
        ect: America/Guayaquil
        pyt|pyst: America/Asuncion
        圣地牙哥: America/Los_Angeles America/Santiago
        usa|america|united states|美国|美国时间: America/New_York America/Chicago America/Denver America/Los_Angeles
        canada|加拿大: America/Toronto America/Vancouver America/Edmonton America/Halifax
        australia|澳大利亚|澳洲: Australia/Sydney Australia/Brisbane Australia/Perth Australia/Adelaide
        russia|俄罗斯|俄国: Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok
        brazil|巴西: America/Sao_Paulo America/Manaus
        mexico|墨西哥: America/Mexico_City America/Tijuana America/Cancun
        indonesia|印度尼西亚|印尼: Asia/Jakarta Asia/Makassar Asia/Jayapura
        europe|欧洲|欧洲时间: Europe/Berlin Europe/London Europe/Athens
        asia|亚洲: Asia/Shanghai Asia/Tokyo Asia/Kolkata
        africa|非洲: Africa/Lagos Africa/Nairobi Africa/Johannesburg
        georgia|乔治亚: Asia/Tbilisi America/New_York
        """
}

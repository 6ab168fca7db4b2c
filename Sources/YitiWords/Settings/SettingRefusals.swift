import YitiCore

extension SettingRefusal {
    var text: Text {
        switch self {
        case .unknownZone(let typed, let near) where near.isEmpty:
            Text(
                zh: "没有“\(typed)”这个时区。可以写 Asia/Shanghai、上海 或 +08:00",
                en: "no time zone is called “\(typed)”; try Asia/Shanghai, Berlin or +08:00")
        case .unknownZone(let typed, let near):
            Text(
                zh: "没有“\(typed)”这个时区，是不是 \(near.joined(separator: "、"))？也可以写 +08:00",
                en: "no time zone is called “\(typed)”, did you mean \(near.joined(separator: ", "))? +08:00 works too")
        case .severalZones(let typed, let places) where places.count == 1:
            Text(
                zh: "“\(typed)”只在半年里对，请写地点：\(places.joined())",
                en: "“\(typed)” is right for half of the year; name the place: \(places.joined())")
        case .severalZones(let typed, let places):
            Text(
                zh: "“\(typed)”可以指好几个地方，请写其中一个：\(places.joined(separator: "、"))",
                en: "“\(typed)” may be several places; write one: \(places.joined(separator: ", "))")
        case .unusedOffset(let typed):
            Text(
                zh: "没有地方用“\(typed)”这个时差。可以写 Asia/Shanghai、上海 或 +08:00",
                en: "no place keeps the offset “\(typed)”; try Asia/Shanghai, Berlin or +08:00")
        case .interviewPast(let today):
            Text(
                zh: "面试日期要晚于今天（\(today.spoken.zh)），/interview off 取消",
                en: "the interview must be after today (\(today.spoken.en)); /interview off clears it")
        }
    }
}

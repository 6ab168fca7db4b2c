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
        case .interviewPast(let today):
            Text(
                zh: "面试日期要晚于今天（\(today.text)），/interview off 取消",
                en: "the interview must be after today (\(today.text)); /interview off clears it")
        }
    }
}

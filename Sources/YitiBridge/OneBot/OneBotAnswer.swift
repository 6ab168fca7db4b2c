/// What an action came to.
struct OneBotAnswer: Error, CustomStringConvertible {
    let json: JSONValue

    /// 0 is good, 1 is under way.
    var code: Int { json["retcode"].amount.flatMap { Int(exactly: $0) } ?? -1 }

    /// Whether the action was taken.
    var isGood: Bool { json["status"] == "ok" || json["status"] == "async" || code == 0 }

    var description: String {
        let text = json["message"].string ?? json["wording"].string ?? json["msg"].string ?? ""
        return "\(code) \(text)"
    }

    /// What it means for a message that was to be sent. Implementations say 1200 for everything that failed inside QQ.
    var outcome: ShowOutcome {
        if isGood { return .shown(json["data"]["message_id"].identifier) }
        return switch code {
        case 1400, 100: .refused(description)
        case 1404: .later(seconds: 60, everywhere: true)
        default: .declined(description, seconds: 60)
        }
    }
}

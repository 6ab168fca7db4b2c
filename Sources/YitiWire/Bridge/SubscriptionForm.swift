import YitiCore

/// A line is sound JSON but not a sound request; the author of the bridge reads the text.
struct FormFault: Error, Hashable {
    let code: RefusalCode
    let text: String

    init(_ code: RefusalCode, _ text: String) {
        self.code = code
        self.text = text
    }
}

/// Members by their form; each throws `bad_request` and says what it has to be.
extension BridgeFields {
    func required(_ member: BridgeMember, _ form: String, _ isSound: (String) -> Bool) throws(FormFault) -> String {
        guard let text = try optional(member, form, isSound) else {
            throw FormFault(.badRequest, "\(member.spelling): required, \(form)")
        }
        return text
    }

    func optional(_ member: BridgeMember, _ form: String, _ isSound: (String) -> Bool) throws(FormFault) -> String? {
        guard self[member] != .absent else { return nil }
        guard let text = text(member), isSound(text) else {
            throw FormFault(.badRequest, "\(member.spelling): \(form)")
        }
        return text
    }

    func optionalBool(_ member: BridgeMember) throws(FormFault) -> Bool? {
        switch self[member] {
        case .absent: return nil
        case .bool(let truth): return truth
        default: throw FormFault(.badRequest, "\(member.spelling): true or false")
        }
    }

    func choice<Choice: RawRepresentable<String>>(
        _ member: BridgeMember, _ choices: String
    ) throws(FormFault) -> Choice? {
        guard self[member] != .absent else { return nil }
        guard let choice = text(member).flatMap({ Choice(rawValue: $0) }) else {
            throw FormFault(.badRequest, "\(member.spelling): one of \(choices)")
        }
        return choice
    }

    /// A number of seconds, a fraction rounded up and held at a century; nil when it is no number.
    func seconds(_ member: BridgeMember) -> Int64? {
        if let whole = integer(member) { return min(whole, 3_155_760_000) }
        guard let number = number(member) else { return nil }
        return Int64(min(max(number, -3_155_760_000), 3_155_760_000).rounded(.up))
    }

    func requiredID() throws(FormFault) -> String {
        if impliedUser != nil, self[.id] == .absent { return "0" }
        return try required(.id, Self.idForm, BridgeForm.isRequestID)
    }

    func optionalID() throws(FormFault) -> String? {
        try optional(.id, Self.idForm, BridgeForm.isRequestID)
    }

    func requiredUser() throws(FormFault) -> String {
        if let impliedUser { return impliedUser }
        return try required(.user, Self.nameForm, BridgeForm.isName)
    }

    func chat() throws(FormFault) -> String? {
        try optional(.chat, Self.nameForm, BridgeForm.isName)
    }

    func messageID() throws(FormFault) -> String? {
        try optional(.mid, "1 to 128 printable ASCII characters", BridgeForm.isPrintable)
    }

    /// The hints; malformed ones are left out and named.
    func hints() -> BridgeHints {
        var hints = BridgeHints()
        hints.name = hint(.name, BridgeForm.isDisplayName, &hints.warn)?.withoutLineBreaks
        hints.locale = hint(.locale, BridgeForm.isLocale, &hints.warn)
        hints.tz = hint(.tz, BridgeForm.isZone, &hints.warn)
        return hints
    }

    private func hint(_ member: BridgeMember, _ isSound: (String) -> Bool, _ warn: inout [String]) -> String? {
        guard self[member] != .absent else { return nil }
        guard let text = text(member), isSound(text) else {
            warn.append(member.spelling)
            return nil
        }
        return text
    }

    private static let idForm = "1 to 64 of A-Z a-z 0-9 . _ : -"
    private static let nameForm = "1 to 128 printable ASCII characters without spaces, quotes or backslash"
}

extension String {
    /// The string with each line break, of whatever kind, as a space: a name stands within lines.
    fileprivate var withoutLineBreaks: String { String(map { $0.isNewline ? " " : $0 }) }
}

/// The members of one line, checked as JSON but not yet for what they mean.
struct BridgeFields {
    private var scanner: JSONScanner
    private var tokens = [JSONToken](repeating: .absent, count: BridgeMember.allCases.count)

    /// Whose line it is, where it does not have to say so.
    let impliedUser: String?

    /// Reads valid UTF-8; throws when it is not one JSON object as the protocol takes it.
    init(_ line: [UInt8], as form: JSONScanner.Form = .line, impliedUser: String? = nil) throws(JSONFault) {
        self.impliedUser = impliedUser
        scanner = JSONScanner(line, as: form)
        guard try scanner.take(UInt8(ascii: "{")) else { throw .noObject }
        if try !scanner.take(UInt8(ascii: "}")) { try readMembers() }
        try scanner.finish()
    }

    private mutating func readMembers() throws(JSONFault) {
        var others: Set<[UInt8]> = []
        repeat {
            let name = try scanner.name()
            let member = member(of: name)
            let value = try scanner.value(depth: 1)
            if let member {
                guard tokens[member.rawValue] == .absent else { throw .duplicateName }
                tokens[member.rawValue] = value
            } else {
                guard others.insert(scanner.content(name)).inserted else { throw .duplicateName }
            }
        } while try scanner.goesOn(closing: UInt8(ascii: "}"))
    }

    private func member(of name: JSONToken) -> BridgeMember? {
        guard case .string(let range, let isEscaped) = name else { return nil }
        return isEscaped ? BridgeMember(scanner.content(name)[...]) : BridgeMember(scanner.bytes[range])
    }

    /// Whether some string holds U+0000 or half of a surrogate pair.
    var hasUnusableCharacter: Bool { scanner.hasUnusableCharacter }

    /// What a member is; `null` is as good as absent.
    subscript(_ member: BridgeMember) -> JSONToken {
        let token = tokens[member.rawValue]
        return token == .null ? .absent : token
    }

    /// A member's text; nil when it is absent or no string.
    func text(_ member: BridgeMember) -> String? { scanner.text(self[member]) }

    /// A member as a whole number; nil when it is absent, no number, not whole or out of range.
    func integer(_ member: BridgeMember) -> Int64? {
        guard let digits = scanner.digits(self[member]) else { return nil }
        return Int64(digits) ?? Double(digits).flatMap { Int64(exactly: $0) }
    }

    /// A member as a number; nil when it is absent or no number.
    func number(_ member: BridgeMember) -> Double? { scanner.digits(self[member]).flatMap { Double($0) } }

    /// A member as strings: one, or an array of at most `most`; nil for anything else.
    func strings(_ member: BridgeMember, most: Int) -> [String]? {
        text(member).map { [$0] } ?? list(member, most: most)
    }

    /// A member as an array of at most `most` strings; nil for anything else.
    func list(_ member: BridgeMember, most: Int) -> [String]? { scanner.strings(self[member], most: most) }
}

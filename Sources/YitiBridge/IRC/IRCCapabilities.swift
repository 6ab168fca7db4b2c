internal import Foundation

/// What an IRC network offers beyond the old protocol, and what it has been asked for (IRCv3's capability negotiation).
struct IRCCapabilities: Hashable, Sendable {
    /// What there is, with its value.
    var offered: [String: String] = [:]
    /// What we have.
    var granted: Set<String> = []
    /// What was asked for in one go and is not answered yet, in order.
    var asked: [[String]] = []
    var proof = Proof.none

    /// How far we have come with our account (SASL).
    enum Proof: Hashable, Sendable {
        case none
        /// A way to log in was named; nobody has answered yet.
        case begun
        /// The password is out, or the certificate was pointed at.
        case given
        case taken
    }

    static let wanted: Set<String> = [
        "message-tags", "server-time", "account-tag", "account-notify", "extended-join", "echo-message",
        "labeled-response", "batch", "chghost", "extended-monitor", "draft/extended-monitor",
    ]

    /// Notes what is offered: `name` or `name=value`.
    mutating func offer(_ words: [String]) {
        for word in words {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            if let name = pair.first { offered[name] = pair.count == 2 ? pair[1] : "" }
        }
    }
}

/// What the network does for us, and as whom it knows us.
extension IRCSession {
    mutating func negotiate(_ parameters: [String]) -> [Action] {
        guard parameters.count >= 3, let last = parameters.last else { return [] }
        let names = last.split(separator: " ").map(String.init)
        switch parameters[1] {
        case "LS":
            capabilities.offer(names)
            // `*` says that more lines follow.
            return parameters.count > 3 && parameters[2] == "*" ? [] : request(among: Set(capabilities.offered.keys))
        case "NEW":
            capabilities.offer(names)
            return request(among: Set(names.map { String($0.prefix { $0 != "=" }) }))
        case "DEL":
            for name in names { capabilities.offered[name] = nil }
            capabilities.granted.subtract(names)
            return []
        case "ACK": return acknowledged(names)
        case "NAK": return refused()
        default: return []
        }
    }

    /// Asks for what is wanted of what there is.
    private mutating func request(among names: Set<String>) -> [Action] {
        var wanted = IRCCapabilities.wanted.intersection(names).subtracting(capabilities.granted)
        let ways = capabilities.offered["sasl"]?.split(separator: ",").map(String.init) ?? []
        if names.contains("sasl"), capabilities.proof == .none, let mechanism = login.mechanism,
            ways.isEmpty || ways.contains(mechanism)
        {
            wanted.insert("sasl")
        }
        return wanted.isEmpty ? end() : [ask(wanted.sorted())]
    }

    private mutating func ask(_ names: [String]) -> Action {
        capabilities.asked.append(names)
        return .send(IRCMessage("CAP", "REQ", names.joined(separator: " ")))
    }

    private mutating func acknowledged(_ names: [String]) -> [Action] {
        if !capabilities.asked.isEmpty { capabilities.asked.removeFirst() }
        capabilities.granted.formUnion(names)
        guard names.contains("sasl"), let mechanism = login.mechanism, capabilities.proof == .none else { return end() }
        capabilities.proof = .begun
        return [.send(IRCMessage("AUTHENTICATE", mechanism))]
    }

    /// Nothing of what was asked for in one go is granted when one thing is not, such as `sasl` while services are away.
    private mutating func refused() -> [Action] {
        let names = capabilities.asked.isEmpty ? [] : capabilities.asked.removeFirst()
        return names.count > 1 ? names.map { ask([$0]) } : end()
    }

    /// Lets the network go on with letting us in, once all is answered.
    private func end() -> [Action] {
        let isLoggingIn = [.begun, .given].contains(capabilities.proof)
        guard !isReady, capabilities.asked.isEmpty, !isLoggingIn else { return [] }
        let warning = Action.warned("the network does not let us log in now: we are there without our account")
        let isMissing = login.mechanism != nil && capabilities.proof != .taken
        return (isMissing ? [warning] : []) + [.send(IRCMessage("CAP", "END"))]
    }

    // MARK: SASL

    mutating func authenticate(_ parameters: [String]) -> [Action] {
        guard parameters.first == "+" else { return [] }
        capabilities.proof = .given
        guard !login.hasCertificate, let password = login.password else {
            return [.send(IRCMessage("AUTHENTICATE", "+"))]
        }
        let account = login.account ?? login.nick
        let secret = Array(Data("\(account)\0\(account)\0\(password)".utf8).base64EncodedString())
        // Pieces of 400; a last one that is full is followed by an empty one.
        var pieces = stride(from: 0, to: secret.count, by: 400).map { String(secret[$0...].prefix(400)) }
        if pieces.last?.count == 400 { pieces.append("+") }
        return pieces.map { .send(IRCMessage("AUTHENTICATE", $0)) }
    }

    /// What came of logging in.
    mutating func sasl(_ code: String, _ parameters: [String]) -> [Action] {
        let why = "SASL: \(parameters.last ?? "")"
        switch code {
        case "903", "907":
            capabilities.proof = .taken
            return end()
        case "908":
            let ways = parameters.dropFirst().first?.split(separator: ",").map(String.init) ?? []
            let isUnknown = !ways.isEmpty && login.mechanism.map { !ways.contains($0) } ?? false
            return isUnknown
                ? [.unfit("the network lets nobody log in by \(login.mechanism ?? ""), but by \(ways)")] : []
        // Whoever looks at passwords has not answered, or not to the end: they are away.
        case "904" where capabilities.proof != .given, "906":
            capabilities.proof = .none
            return [isReady ? .warned(why) : .away(why)]
        default: return [.refused(why)]
        }
    }
}

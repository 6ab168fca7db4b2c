import YitiCore
import YitiWords

extension BridgeDecoder {
    func hello(_ fields: BridgeFields) throws(FormFault) -> BridgeHello {
        guard fields[.v] != .absent else { throw FormFault(.badRequest, "v: required, 1") }
        guard fields.integer(.v) == 1 else { throw FormFault(.unsupportedVersion, "v: this server speaks version 1") }
        guard !fields.hasUnusableCharacter else { throw FormFault(.badRequest, "a value holds what no text can hold") }
        return BridgeHello(
            bridge: try fields.required(.bridge, "1 to 128 bytes") { (1...128).contains($0.utf8.count) },
            token: try fields.required(.token, "1 to 256 bytes") { (1...256).contains($0.utf8.count) },
            agent: try fields.optional(.agent, "at most 256 bytes") { $0.utf8.count <= 256 },
            push: try fields.optionalBool(.push) ?? true,
            window: try window(fields),
            features: try features(fields),
            instance: try fields.optional(.instance, "1 to 128 printable ASCII characters", BridgeForm.isPrintable))
    }

    private func features(_ fields: BridgeFields) throws(FormFault) -> [String] {
        guard fields[.features] != .absent else { return [] }
        guard let features = fields.list(.features, most: Self.featuresMost) else {
            throw FormFault(.badRequest, "features: an array of at most \(Self.featuresMost) names")
        }
        return features
    }

    private func window(_ fields: BridgeFields) throws(FormFault) -> Int {
        guard fields[.window] != .absent else { return 32 }
        guard let window = fields.integer(.window), (1...Self.windowMost).contains(window) else {
            throw FormFault(.badRequest, "window: 1 to \(Self.windowMost)")
        }
        return Int(window)
    }

    func command(_ fields: BridgeFields) throws(FormFault) -> BridgeCommand {
        let id = try fields.requiredID()
        let user = try fields.requiredUser()
        guard let text = fields.text(.text) else { throw FormFault(.badRequest, "text: a string is required") }
        var hints = fields.hints()
        let sentAt = fields.text(.ts).flatMap { Instant(text: $0) }
        if sentAt == nil, fields[.ts] != .absent { hints.warn.append("ts") }
        let command = BridgeCommand(
            id: id, user: user, text: text, mid: try fields.messageID(), chat: try fields.chat(),
            re: try fields.optional(.re, "1 to 128 printable ASCII characters", BridgeForm.isPrintable), hints: hints,
            sentAt: sentAt, isEdit: try fields.optionalBool(.edit) ?? false)
        guard text.utf8.count <= textBytes else { throw FormFault(.textTooLong, tooLong) }
        return command
    }

    private var tooLong: String { HumanWords.textTooLong(bytes: textBytes).inBoth }

    func act(_ fields: BridgeFields) throws(FormFault) -> BridgeAct {
        BridgeAct(
            id: try fields.requiredID(), user: try fields.requiredUser(),
            callback: try fields.required(.cb, "1 to 64 bytes") { (1...64).contains($0.utf8.count) },
            mid: try fields.messageID(), chat: try fields.chat())
    }

    func user(_ fields: BridgeFields) throws(FormFault) -> BridgeUser {
        BridgeUser(
            id: try fields.requiredID(), user: try fields.requiredUser(), chat: try fields.chat(),
            hints: fields.hints(),
            state: try fields.choice(.state, "active, left or blocked"))
    }

    func ack(_ fields: BridgeFields) throws(FormFault) -> BridgeAck {
        let id = try fields.optionalID()
        return BridgeAck(deliveries: try deliveries(fields), id: id)
    }

    func nack(_ fields: BridgeFields) throws(FormFault) -> BridgeNack {
        let id = try fields.optionalID()
        let codes = BridgeNack.Code.allCases.map(\.rawValue).joined(separator: ", ")
        guard let code: BridgeNack.Code = try fields.choice(.code, codes) else {
            throw FormFault(.badRequest, "code: required, one of \(codes)")
        }
        return BridgeNack(
            deliveries: try deliveries(fields), code: code, retryAfter: try retryAfter(fields),
            scope: try fields.choice(.scope, "user or bridge") ?? .user,
            text: try fields.optional(.text, "a string") { _ in true }, id: id)
    }

    private func deliveries(_ fields: BridgeFields) throws(FormFault) -> [String] {
        guard let deliveries = fields.strings(.d, most: Self.deliveriesMost), !deliveries.isEmpty,
            deliveries.allSatisfy(BridgeForm.isPrintable)
        else { throw FormFault(.badRequest, "d: a delivery, or an array of 1 to \(Self.deliveriesMost)") }
        return deliveries
    }

    private func retryAfter(_ fields: BridgeFields) throws(FormFault) -> Int? {
        guard fields[.retryAfter] != .absent else { return nil }
        guard let seconds = fields.seconds(.retryAfter), seconds >= 0 else {
            throw FormFault(.badRequest, "retry_after: seconds, 0 or more")
        }
        return Int(seconds)
    }

    func clock(_ fields: BridgeFields) throws(FormFault) -> BridgeClock {
        let id = try fields.requiredID()
        guard (fields[.advance] == .absent) != (fields[.to] == .absent) else {
            throw FormFault(.badRequest, "advance or to: exactly one is required")
        }
        if fields[.to] != .absent {
            guard let instant = fields.text(.to).flatMap({ Instant(text: $0) }) else {
                throw FormFault(.badRequest, "to: an instant as 2026-03-08T07:30:00Z")
            }
            return BridgeClock(id: id, request: .to(instant))
        }
        guard let seconds = fields.integer(.advance), seconds >= 0 else {
            throw FormFault(.badRequest, "advance: whole seconds, 0 or more")
        }
        return BridgeClock(id: id, request: .advance(seconds: seconds))
    }
}

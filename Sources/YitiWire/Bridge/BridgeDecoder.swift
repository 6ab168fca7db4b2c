import YitiCore

/// Turns the lines of a bridge into requests (docs/protocol.md, sections 2 and 3). One value serves every connection.
package struct BridgeDecoder: Sendable {
    /// The most bytes of a `text`; a longer one is `text_too_long`.
    package var textBytes: Int
    /// Who every request is of, where a line does not have to say so: a browser speaks for one person, and gives no `id` either.
    private let impliedUser: String?
    private let form: JSONScanner.Form

    /// The most a bridge may ask for as `window`.
    static let windowMost: Int64 = 256
    /// The most names in `features`.
    static let featuresMost = 32
    /// The most `d` in one `ack` or `nack`.
    static let deliveriesMost = 256

    /// A decoder of a bridge's lines with that limit.
    package init(textBytes: Int = 16_384) {
        self.textBytes = textBytes
        (impliedUser, form) = (nil, .line)
    }

    /// A decoder of what a browser sends, each in a body of its own; all of it is of that user.
    package init(textBytes: Int, bodiesOf user: String) {
        self.textBytes = textBytes
        (impliedUser, form) = (user, .document)
    }

    /// The first line of a connection, which has to be a `hello`: JSON is looked at first, then that it is one, then `v`, then
    /// the rest. Everything that is no request ends the connection.
    package func hello(_ line: [UInt8]) -> BridgeLine {
        decode(line) { fields throws(FormFault) in
            guard fields.text(.op) == "hello" else {
                throw FormFault(.authRequired, "the first line has to be a hello")
            }
            return .hello(try hello(fields))
        }
    }

    /// Any later line, without LF or CR LF at its end.
    package func request(_ line: [UInt8]) -> BridgeLine {
        decode(line) { fields throws(FormFault) in try request(fields) }
    }

    /// Why something is no JSON object as the protocol takes it, whatever it asks for; nil where it is one.
    package func fault(in line: [UInt8]) -> BridgeLine? {
        let read = decode(line) { _ throws(FormFault) in .bye }
        guard case .broken = read else { return nil }
        return read
    }

    private func decode(
        _ line: [UInt8], _ read: (BridgeFields) throws(FormFault) -> BridgeRequest
    ) -> BridgeLine {
        guard (try? UTF8Span(validating: line.span)) != nil else { return .broken(.badUtf8, "not UTF-8") }
        let fields: BridgeFields
        do { fields = try BridgeFields(line, as: form, impliedUser: impliedUser) } catch {
            return .broken(.badJson, error.text)
        }
        do { return .request(try read(fields)) } catch {
            return .refused(
                error.code, error.text, id: fields.text(.id).flatMap { BridgeForm.isRequestID($0) ? $0 : nil })
        }
    }

    private func request(_ fields: BridgeFields) throws(FormFault) -> BridgeRequest {
        guard !fields.hasUnusableCharacter else {
            throw FormFault(.badRequest, "a value holds U+0000 or half of a surrogate pair")
        }
        guard let operation = fields.text(.op) else { throw FormFault(.badRequest, "op: a string is required") }
        switch operation {
        case "cmd": return .command(try command(fields))
        case "act": return .act(try act(fields))
        case "user": return .user(try user(fields))
        case "ack": return .ack(try ack(fields))
        case "nack": return .nack(try nack(fields))
        case "ping": return .ping(id: try fields.optionalID())
        case "pong": return .pong(id: try fields.optionalID())
        case "clock": return .clock(try clock(fields))
        case "bye": return .bye
        case "hello": throw FormFault(.badRequest, "hello: only the first line can be one")
        default: throw FormFault(.unknownOp, "no such op")
        }
    }
}

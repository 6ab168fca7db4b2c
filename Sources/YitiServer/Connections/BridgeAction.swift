import YitiCore
import YitiWire

/// What is to be done about one line of a bridge's, once it has said its `hello`.
enum BridgeAction: Hashable, Sendable {
    /// Have the writer carry it out; `user` is whose rate it counts for, if anybody's.
    case ask(BridgeRequest, user: String?)
    /// Tell the writer what became of these pushes.
    case receipt(BridgeRequest, [String])
    /// Write a line after the answers to everything that came before it.
    case write([UInt8])
    /// Write a line at once.
    case writeAtOnce([UInt8])
    /// Read nothing more, and close after this line.
    case end([UInt8])
    /// The same because of that code, and nothing that was read behind it can be trusted.
    case breakOff(RefusalCode, [UInt8])
    case nothing

    /// What a line, or the remains of one that was too long, comes to.
    init(_ finding: LineFramer.Finding, _ decoder: BridgeDecoder, lineBytes: Int) {
        switch finding {
        case .line(let bytes): self.init(decoder.request(bytes))
        case .tooLong:
            let text = "a line has at most \(lineBytes) bytes; this one was skipped"
            self = .writeAtOnce(ServerLine.err(id: nil, .lineTooLong, text: text))
        }
    }

    private init(_ line: BridgeLine) {
        switch line {
        case .request(let request): self.init(request)
        case .refused(let code, let text, let id): self = .write(ServerLine.err(id: id, code, text: text))
        case .broken(let code, let text): self = .breakOff(code, ServerLine.err(id: nil, code, text: text))
        }
    }

    private init(_ request: BridgeRequest) {
        switch request {
        case .hello:
            self = .writeAtOnce(
                ServerLine.err(id: nil, .badRequest, text: "this connection has said hello already"))
        case .command(let command): self = .ask(request, user: command.user)
        case .act(let act): self = .ask(request, user: act.user)
        case .user, .clock: self = .ask(request, user: nil)
        case .ack(let ack): self = .receipt(request, ack.deliveries)
        case .nack(let nack): self = .receipt(request, nack.deliveries)
        case .ping(let id): self = .write(ServerLine.pong(id: id))
        case .pong: self = .nothing
        case .bye: self = .end(ServerLine.bye(nil, text: "goodbye"))
        }
    }
}

extension RequestKind {
    /// What a bridge's request is counted as; nil for what the writer never hears of.
    init?(_ request: BridgeRequest) {
        switch request {
        case .command: self = .cmd
        case .act: self = .act
        case .user: self = .user
        case .clock: self = .clock
        case .ack: self = .ack
        case .nack: self = .nack
        case .hello, .ping, .pong, .bye: return nil
        }
    }
}

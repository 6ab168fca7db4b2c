/// Takes telnet's commands (RFC 854) out of a stream of bytes: every option is refused, once per option and direction.
struct TelnetFilter: Sendable {
    /// What a byte comes to.
    enum Output: Hashable, Sendable {
        /// Part of a command; nothing to do yet.
        case nothing
        /// A byte of the person's.
        case byte(UInt8)
        /// A refusal to send.
        case reply([UInt8])
        /// `DO TIMING-MARK`: the client waits, mute, for `WONT TIMING-MARK`.
        case timingMark
        /// Interrupt Process: Ctrl-C on a telnet client.
        case interrupt
        /// More subnegotiation than any client has reason for.
        case flood
    }

    /// The refusals a connection gets.
    static let repliesMost = 64
    /// The bytes of subnegotiation a connection may send.
    static let subnegotiationMost = 1_024
    /// `WONT TIMING-MARK`.
    static let timingMarkReply: [UInt8] = [Code.iac, Code.wont, Code.timingMark]

    private enum Code {
        static let iac: UInt8 = 255
        static let dont: UInt8 = 254
        static let `do`: UInt8 = 253
        static let wont: UInt8 = 252
        static let will: UInt8 = 251
        static let subnegotiation: UInt8 = 250
        static let eraseCharacter: UInt8 = 247
        static let interrupt: UInt8 = 244
        static let subnegotiationEnd: UInt8 = 240
        static let timingMark: UInt8 = 6
    }

    private enum State: Hashable, Sendable {
        case data
        case command
        case option(UInt8)
        case subnegotiation
        case subnegotiationCommand
    }

    private var state = State.data
    private var replies: UInt8 = 0
    private var subnegotiationBytes = 0
    /// What was refused, four words of bits a direction; there only once something was.
    private var refused: [UInt64] = []

    /// The next byte.
    mutating func take(_ byte: UInt8) -> Output {
        switch state {
        case .data:
            guard byte == Code.iac else { return .byte(byte) }
            state = .command
            return .nothing
        case .command: return command(byte)
        case .option(let verb): return option(byte, verb: verb)
        case .subnegotiation:
            if byte == Code.iac { state = .subnegotiationCommand }
            return countSubnegotiation()
        case .subnegotiationCommand:
            state = byte == Code.subnegotiationEnd ? .data : .subnegotiation
            return countSubnegotiation()
        }
    }

    private mutating func command(_ byte: UInt8) -> Output {
        state = .data
        switch byte {
        case Code.iac: return .byte(byte)
        case Code.will, Code.wont, Code.do, Code.dont: state = .option(byte)
        case Code.subnegotiation: state = .subnegotiation
        case Code.interrupt: return .interrupt
        case Code.eraseCharacter: return .byte(0x08)
        default: break
        }
        return .nothing
    }

    private mutating func option(_ option: UInt8, verb: UInt8) -> Output {
        state = .data
        switch verb {
        case Code.do where option == Code.timingMark: return .timingMark
        case Code.do: return refuse(option, with: Code.wont, word: 0)
        case Code.will: return refuse(option, with: Code.dont, word: 4)
        default: return .nothing
        }
    }

    private mutating func refuse(_ option: UInt8, with verb: UInt8, word: Int) -> Output {
        guard replies < Self.repliesMost else { return .nothing }
        if refused.isEmpty { refused = [UInt64](repeating: 0, count: 8) }
        let index = word + Int(option) / 64
        let bit: UInt64 = 1 << (UInt64(option) % 64)
        guard refused[index] & bit == 0 else { return .nothing }
        refused[index] |= bit
        replies += 1
        return .reply([Code.iac, verb, option])
    }

    private mutating func countSubnegotiation() -> Output {
        subnegotiationBytes += 1
        return subnegotiationBytes > Self.subnegotiationMost ? .flood : .nothing
    }
}

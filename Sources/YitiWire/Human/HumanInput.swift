package import NIOCore

/// Everything between a person's bytes and their lines: telnet filter, line editor, UTF-8 check. A value; how the bytes are chunked
/// changes nothing.
package struct HumanInput: Sendable {
    /// Why a line is refused whole.
    package enum LineFault: Hashable, Sendable {
        case tooLong
        case notUTF8
    }

    /// What was found, in the order of the bytes.
    package enum Finding: Hashable, Sendable {
        /// A line, valid UTF-8 and without its end.
        case line(String)
        /// A line that can't be taken; it has been skipped.
        case refused(LineFault)
        /// Ctrl-C, typed or as telnet sends it.
        case interrupt
        /// Bytes to send at once, ahead of any reply.
        case telnet([UInt8])
        /// `DO TIMING-MARK`, to be answered with ``timingMarkReply``.
        case timingMark
        /// More telnet subnegotiation than any client has reason for: close.
        case flood
    }

    /// `WONT TIMING-MARK`.
    package static let timingMarkReply = TelnetFilter.timingMarkReply

    private var telnet = TelnetFilter()
    private var editor: LineEditor

    /// Input with lines of at most `lineBytes`.
    package init(lineBytes: Int) { editor = LineEditor(lineBytes: lineBytes) }

    /// Whether a line has begun and not ended.
    package var isInsideLine: Bool { editor.isInsideLine }

    /// The next finding in `input`; nil when `input` is used up.
    package mutating func next(_ input: inout ByteBuffer) -> Finding? {
        while let byte: UInt8 = input.readInteger() {
            switch telnet.take(byte) {
            case .nothing: break
            case .byte(let byte): if let finding = finding(editor.take(byte)) { return finding }
            case .reply(let bytes): return .telnet(bytes)
            case .timingMark: return .timingMark
            case .interrupt: return finding(editor.interrupt())
            case .flood: return .flood
            }
        }
        return nil
    }

    /// The unterminated last line when the input has ended; nil when there is none.
    package mutating func finish() -> Finding? { finding(editor.finish()) }

    private func finding(_ output: LineEditor.Output) -> Finding? {
        switch output {
        case .nothing: nil
        case .line(let line): .line(line)
        case .refused(let fault): .refused(fault)
        case .interrupt: .interrupt
        }
    }
}

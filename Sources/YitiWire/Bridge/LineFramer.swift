package import NIOCore

/// Cuts a stream of bytes into lines that end with LF, one CR before it tolerated, with the cap applied while scanning: a
/// longer line is skipped to its end in constant memory. How the bytes are chunked changes nothing.
package struct LineFramer: Sendable {
    /// What was found.
    package enum Finding: Hashable, Sendable {
        /// A line without its end.
        case line([UInt8])
        /// A line that was longer than the cap; all of it has been skipped.
        case tooLong
    }

    /// The most bytes of a line, its end not counted.
    private let lineBytes: Int
    private var partial: [UInt8] = []
    private var isSkipping = false

    /// A framer for lines of at most `lineBytes`.
    package init(lineBytes: Int) { self.lineBytes = lineBytes }

    /// Whether a line has begun and not ended.
    package var isInsideLine: Bool { isSkipping || !partial.isEmpty }

    /// The next line in `input`; nil when `input` is used up.
    package mutating func next(_ input: inout ByteBuffer) -> Finding? {
        let view = input.readableBytesView
        guard let end = view.firstIndex(of: 0x0A) else {
            keep(&input, count: input.readableBytes)
            return nil
        }
        keep(&input, count: end - view.startIndex)
        input.moveReaderIndex(forwardBy: 1)
        return finishLine()
    }

    /// The unterminated last line when the input has ended; nil when there is none.
    package mutating func finish() -> Finding? { isInsideLine ? finishLine() : nil }

    /// Takes `count` bytes into the line that is being read, as far as they can belong to one that is not too long: one byte
    /// more than the cap, which may turn out to be a CR.
    private mutating func keep(_ input: inout ByteBuffer, count: Int) {
        guard !isSkipping, partial.count + count <= lineBytes + 1 else {
            isSkipping = true
            partial = []
            input.moveReaderIndex(forwardBy: count)
            return
        }
        guard let bytes = input.readBytes(length: count) else { return }
        if partial.isEmpty { partial = bytes } else { partial += bytes }
    }

    private mutating func finishLine() -> Finding {
        var line = partial
        let isTooLong = isSkipping
        partial = []
        isSkipping = false
        if line.last == 0x0D { line.removeLast() }
        return isTooLong || line.count > lineBytes ? .tooLong : .line(line)
    }
}

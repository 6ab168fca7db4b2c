package import NIOCore

/// Finds lines in a stream of bytes. How the bytes are chunked changes nothing.
package protocol LineSplitter {
    /// What can be found: a line, or what is to be done instead of one.
    associatedtype Finding

    /// Whether a line has begun and not ended.
    var isInsideLine: Bool { get }
    /// The next finding in `input`; nil when `input` is used up.
    mutating func next(_ input: inout ByteBuffer) -> Finding?
    /// The unterminated last line when the input has ended; nil when there is none.
    mutating func finish() -> Finding?
}

extension LineFramer: LineSplitter {}
extension HumanInput: LineSplitter {}

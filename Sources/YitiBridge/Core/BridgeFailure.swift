/// What ends a bridge's process, with the exit code that tells its supervisor whether to start it again.
public struct BridgeFailure: Error, Hashable, CustomStringConvertible {
    /// Why, and the exit code. A supervisor starts again after `disk` alone.
    public enum Code: Int32, Sendable {
        /// Another process of this name has taken the place.
        case replaced = 3
        /// The journal is another bridge's, or another process has it.
        case journal = 73
        /// The disk failed.
        case disk = 74
        /// The network or the server does not know the credentials.
        case credentials = 77
        /// The configuration can't be used.
        case configuration = 78
    }

    /// Why.
    public let code: Code
    /// A sentence for the operator.
    public let description: String

    /// A failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

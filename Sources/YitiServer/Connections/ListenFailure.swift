internal import Glibc
internal import NIOCore

/// A listener that can't be opened: which, where, and what to do.
struct ListenFailure: Error, CustomStringConvertible {
    /// As the configuration calls it: `listeners[0]`, `http`, `http.metrics`.
    let name: String
    let place: BindPlace
    private let reason: String

    /// The failure that binding ended with.
    init(_ name: String, at place: BindPlace, _ error: any Error) {
        self.name = name
        self.place = place
        reason = Self.reason(error)
    }

    var description: String { "\(name) can't listen on \(place): \(reason)" }

    private static func reason(_ error: any Error) -> String {
        if let fault = error as? SecurityFault { return "\(fault)" }
        if error is SocketAddressError || error is SocketAddressError.FailedToParseIPByteBuffer {
            return "that is no address; name an IP address of this machine, or localhost"
        }
        guard let code = (error as? IOError)?.errnoCode else { return "\(error)" }
        return switch code {
        case EADDRINUSE: "the port is taken: stop the other program, or name another port"
        case EACCES: "this user may not have that port: name one from 1024 on"
        case EADDRNOTAVAIL: "this machine has no such address; name one of its own, or 0.0.0.0 or :: for all"
        default: String(cString: strerror(code))
        }
    }
}

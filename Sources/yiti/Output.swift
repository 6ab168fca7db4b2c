// For `stdout`, which C declares as a variable; nobody changes it.
@preconcurrency import Foundation
import YitiServer

/// The standard streams of every command. What a command prints has to arrive: where it does not, the command has failed.
enum Output {
    /// Takes the places of standard streams that are closed: else a file that is opened later would have such a place, and what is
    /// printed would go into it.
    static func holdPlaces() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // For reading only, so that writing fails as it does on a closed stream.
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Has everything that was printed so far written.
    static func flush() throws(OutputFailure) {
        errno = 0
        let isWritten = fflush(stdout) == 0
        let reason = errno
        guard isWritten, ferror(stdout) == 0 else { throw OutputFailure(reason: reason) }
    }

    /// Writes a line on standard output at once. Without a reader, who may have gone or never been there, it is dropped.
    static func announce(_ line: String) throws(OutputFailure) {
        guard let reason = WholeText.write(line + "\n", to: STDOUT_FILENO) else { return }
        guard reason == EPIPE || reason == EBADF else { throw OutputFailure(reason: reason) }
    }

    /// Writes text on standard error, if that can be written.
    static func complain(_ text: String) { _ = WholeText.write(text, to: STDERR_FILENO) }
}

/// What was printed did not arrive.
struct OutputFailure: Error, CustomStringConvertible {
    /// The error number; 0 when an earlier one is not known any more.
    let reason: Int32

    var description: String {
        let why = reason == 0 ? "" : ": " + String(cString: strerror(reason))
        return "what was printed is not all there: standard output can't be written\(why)"
    }
}

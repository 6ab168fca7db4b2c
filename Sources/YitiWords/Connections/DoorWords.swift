/// What is said at the door, where nothing is known of who comes, not even their language: a line each, without its end.
package enum DoorWords {
    /// The first line every connection gets; at most 200 bytes. `name` is the server's with its version.
    package static func greeting(_ name: String) -> String { "* \(name) ready 每日一题 - /help, or a JSON hello" }
    /// The address has too many connections.
    package static let busy = "! busy: too many connections; close one of yours, or try again in a minute"
    /// A person on a port for bridges.
    package static let bridgesOnly = "! forbidden: this port is for bridges only: begin with a JSON hello"
    /// A bridge on a port for people: what the refusal says, which is a line of JSON.
    package static let peopleOnly =
        "this port is for people only (mode: human): connect to a listener of mode auto or bridge"
    /// The server stops.
    package static let stopping = "* the server stops; come back soon"

    /// Nothing came in time.
    package static func silence(seconds: Int) -> String { "* nothing was said for \(seconds) s; goodbye" }
}

import Testing
import YitiTestKit

/// Servers that tests share where what they do to them does not collide: everybody uses users and connections of their own.
enum Servers {
    /// A sandbox with the shipped bank whose clock nobody moves.
    private static let still = Result { try ServerProcess.shipped() }

    /// The sandbox whose clock nobody moves.
    static func standingStill() throws -> ServerProcess { try still.get() }

    /// A person's connection to it.
    static func person() throws -> LineClient { try standingStill().connect() }

    /// A connection of its bridge that takes no pushes. A bridge has four at most: suites that use it run one after the other.
    static func bridge() throws -> BridgeClient { try standingStill().bridge(push: false) }
}

/// What a person sees who connects with `nc` or `telnet`.
@Suite enum People {}

/// What the author of a bridge sees. One test after the other: they share the four connections of one bridge.
@Suite(.serialized) enum Bridges {}

/// Pushes, on sandboxes of their own.
@Suite enum Pushes {}

/// The page in a browser and what it asks for, and the operator's figures.
@Suite enum Web {}

/// Days, months and years, on sandboxes of their own.
@Suite enum Time {}

/// The program as an operator meets it: its commands, signals, crashes and attacks.
@Suite enum Processes {}

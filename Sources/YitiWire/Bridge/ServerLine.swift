package import YitiCore
package import YitiWords

/// Every line the server writes to a bridge besides ``ReplyBody``'s, LF included and never over ``lineBytes``.
package enum ServerLine {
    /// The most bytes of a line, LF included.
    package static let lineBytes = 32_768

    /// What `welcome` says about limits.
    package struct Bounds: Hashable, Sendable {
        /// The most bytes of a line from the bridge.
        package var line: Int
        /// The most bytes of a `text`.
        package var text: Int
        /// Requests that may be in flight.
        package var inflight: Int
        /// Pushes that may be unacked: what was asked for, or less.
        package var window: Int

        /// Limits from their numbers.
        package init(line: Int, text: Int, inflight: Int, window: Int) {
            self.line = line
            self.text = text
            self.inflight = inflight
            self.window = window
        }
    }

    /// The answer to an accepted `hello`; `store` names the database, `ping` is the seconds of silence after which the server
    /// pings.
    package static func welcome(
        bridge: String, store: String, limits: Bounds, pending: Int, ping: Int, time: Instant, note: String?
    ) -> [UInt8] {
        line { writer in
            writer.raw(#""welcome","v":1,"server":"#)
            writer.string(ServerName.text)
            writer.raw(#","bridge":"#)
            writer.string(bridge)
            writer.raw(#","store":"#)
            writer.string(store)
            writer.member(#","limits":{"line":"#, limits.line)
            writer.member(#","text":"#, limits.text)
            writer.member(#","inflight":"#, limits.inflight)
            writer.member(#","window":"#, limits.window)
            writer.member(#"},"pending":"#, pending)
            writer.member(#","ping":"#, ping)
            writer.raw(#","time":"#)
            writer.string(time.text)
            writer.raw(#","note":"#)
            writer.string(note.map { String($0.prefix(1_000)) })
        }
    }

    /// A push. `chat` is nil for a private one; `attempt` counts from 1.
    package static func push(
        delivery: String, user: String, chat: String?, attempt: Int, due: Instant, expires: Instant,
        messages: [WireMessage]
    ) -> [UInt8] {
        line(capacity: 1_024) { writer in
            writer.raw(#""push","d":"#)
            writer.string(delivery)
            writer.raw(#","user":"#)
            writer.string(user)
            writer.raw(#","chat":"#)
            writer.string(chat)
            writer.member(#","attempt":"#, attempt)
            writer.raw(#","due":"#)
            writer.string(due.text)
            writer.raw(#","expires":"#)
            writer.string(expires.text)
            writer.raw(#","msgs":"#)
            writer.raw(FittedMessages(messages, within: max(0, lineBytes - writer.bytes.count - 2)).json)
        }
    }

    /// `ping`, to be answered with `pong`.
    package static func ping(id: String?) -> [UInt8] {
        line { writer in
            writer.raw(#""ping""#)
            writer.id(id)
        }
    }

    /// The answer to a `ping`.
    package static func pong(id: String?) -> [UInt8] {
        line { writer in
            writer.raw(#""pong""#)
            writer.id(id)
        }
    }

    /// Something the bridge should know (`draining`).
    package static func note(code: String, text: String) -> [UInt8] {
        line { writer in
            writer.raw(#""note","code":"#)
            writer.string(code)
            writer.raw(#","text":"#)
            writer.string(text)
        }
    }

    /// The last line of a server that has not reached its database for a while.
    package static let unavailable = bye(
        .unavailable, text: "the server can't reach its database; come back in a moment")

    /// The last line before a close; no code answers the bridge's own `bye`. `by` is the instance that takes the place.
    package static func bye(_ code: ByeCode?, text: String, by instance: String? = nil) -> [UInt8] {
        line { writer in
            writer.raw(#""bye","code":"#)
            writer.string(code?.rawValue)
            if let instance {
                writer.raw(#","by":"#)
                writer.string(instance)
            }
            writer.raw(#","text":"#)
            writer.string(text)
        }
    }

    /// An `err` that the connection itself writes; nil when the request's `id` could not be read.
    package static func err(
        id: String?, _ code: RefusalCode, text: String, retryAfter: Int? = nil
    ) -> [UInt8] {
        ReplyBody.err(code, text: text, retryAfter: retryAfter).line(id: id, duplicate: false)
    }

    private static func line(capacity: Int = 256, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: capacity)
        writer.raw(#"{"op":"#)
        write(&writer)
        writer.raw("}\n")
        return writer.bytes
    }
}

extension JSONWriter {
    /// A member's name, with what stands before it, and its number.
    fileprivate mutating func member(_ name: StaticString, _ number: Int) {
        raw(name)
        self.number(number)
    }

    fileprivate mutating func id(_ id: String?) {
        guard let id else { return }
        raw(#","id":"#)
        string(id)
    }
}

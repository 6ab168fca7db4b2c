import Glibc

/// What the server wrote to a bridge.
enum BridgeLine {
    /// A reply to the request in a slot; nil code for `ok`.
    case reply(slot: Int, code: String?, body: ArraySlice<UInt8>)
    /// A push by its `d`.
    case push(String)
    /// `welcome`, `note`, `ping` and the like.
    case other(String)
}

/// One connection of a bridge: requests go out in slots, and the slot's number is the `id`.
///
/// Reads replies by where the server's encoder puts their members; nothing else would keep up with it.
final class BridgeClient {
    let socket: LineSocket
    private(set) var free: [Int]
    private var started: [UInt64]
    private var what: [Int]
    private let slots: Int

    init(_ socket: LineSocket, slots: Int) {
        self.socket = socket
        self.slots = slots
        free = Array((0..<slots).reversed())
        started = Array(repeating: 0, count: slots)
        what = Array(repeating: 0, count: slots)
    }

    /// Says `hello` and waits for `welcome`.
    func greet(bridge: String, token: String, pushes: Bool) throws {
        socket.add(
            #"{"op":"hello","v":1,"bridge":"\#(bridge)","token":"\#(token)","agent":"yiti bench","push":\#(pushes),"window":256}"#
                + "\n")
        socket.flush()
        let deadline = Monotonic.now + 30_000_000_000
        var answer: String?
        while answer == nil, socket.isOpen, Monotonic.now < deadline {
            var polled = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 100)
            socket.read { line in
                if line.first == UInt8(ascii: "{") { answer = answer ?? String(decoding: line, as: UTF8.self) }
            }
        }
        guard let answer, answer.hasPrefix(#"{"op":"welcome""#) else {
            throw BenchFailure("the server did not welcome bridge \(bridge): \(answer ?? "no answer")")
        }
    }

    var isIdle: Bool { free.count == slots }

    /// Writes a request into a free slot; `rest` is everything after the `id`. False when none is free.
    func ask(_ operation: String, _ rest: String, started from: UInt64, what: Int) -> Bool {
        guard let slot = free.popLast() else { return false }
        started[slot] = from
        self.what[slot] = what
        socket.add(#"{"op":""# + operation + #"","id":""# + String(slot) + #"","# + rest + "}\n")
        return true
    }

    /// Frees the slot of a reply, and says when its request was meant to be sent and what it was.
    func settle(_ slot: Int) -> (from: UInt64, what: Int) {
        guard started.indices.contains(slot) else { return (Monotonic.now, -1) }
        free.append(slot)
        return (started[slot], what[slot])
    }

    /// Reads what a line is.
    static func parse(_ line: ArraySlice<UInt8>) -> BridgeLine {
        if let rest = after(#"{"op":"ok","id":""#, line) {
            return .reply(slot: number(rest), code: nil, body: rest)
        }
        if let rest = after(#"{"op":"push","d":""#, line) { return .push(text(rest)) }
        if let rest = after(#"{"op":"err","id":""#, line) {
            let tail = rest.drop { $0 != UInt8(ascii: ",") }
            return .reply(slot: number(rest), code: after(#","code":""#, tail).map(text) ?? "err", body: rest)
        }
        return .other(String(decoding: line.prefix(200), as: UTF8.self))
    }

    private static func after(_ prefix: StaticString, _ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let length = prefix.utf8CodeUnitCount
        guard line.count >= length else { return nil }
        let isSame = line.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0, prefix.utf8Start, length) == 0 } ?? false
        }
        return isSame ? line.dropFirst(length) : nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        var value = 0
        for byte in bytes {
            guard (48...57).contains(byte), value < 1 << 40 else { break }
            value = value * 10 + Int(byte) - 48
        }
        return value
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }
}

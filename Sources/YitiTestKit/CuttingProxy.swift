internal import Foundation
internal import Glibc
internal import Synchronization

/// Passes connections on to a port of this machine, and cuts one off at a message of the server's: what the server has done then its
/// client never hears.
package final class CuttingProxy: Sendable {
    /// Where it listens on 127.0.0.1.
    package let port: Int
    private let target: Int
    private let listener: Int32
    /// What is looked for, once: octets of the server's or of the client's, what is done when they come, and whether the connection is cut
    /// off then.
    private struct Sought: Sendable {
        var octets: [UInt8]
        var isAnswer = true
        var cuts: Bool
        var act: @Sendable () -> Void
    }

    /// A message at which a connection is cut off: the number of it, from 1, of those that one side sends.
    private struct Numbered: Sendable {
        var isAnswer: Bool
        var left: Int
    }

    private let sought = Mutex<Sought?>(nil)
    private let numbered = Mutex<Numbered?>(nil)

    /// One before a server.
    package init(before target: Int) throws {
        self.target = target
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard outcome else { throw KitFailure("no proxy: errno \(errno)") }
        port = Int(in_port_t(bigEndian: address.sin_port))
        let thread = Thread { [listener, self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                pass(client)
            }
        }
        thread.start()
    }

    /// Cuts the first connection off over which the server sends these octets; they are not passed on. Before the client sees the end,
    /// `meanwhile` is done.
    package func cut(at octets: [UInt8], _ meanwhile: @escaping @Sendable () -> Void = {}) {
        sought.withLock { $0 = Sought(octets: octets, cuts: true, act: meanwhile) }
    }

    /// Does something when the server sends these octets, or the client, before they are passed on.
    package func act(at octets: [UInt8], ofServer isAnswer: Bool = true, _ act: @escaping @Sendable () -> Void) {
        sought.withLock { $0 = Sought(octets: octets, isAnswer: isAnswer, cuts: false, act: act) }
    }

    /// Cuts a connection off before a message of PostgreSQL's protocol is passed on: so many have come by then from now on, of the server's,
    /// or of the client's. What an open connection has not sent whole yet counts as a message, too.
    package func cut(atMessage number: Int, ofServer isAnswer: Bool) {
        numbered.withLock { $0 = Numbered(isAnswer: isAnswer, left: number) }
    }

    /// Cuts none off at a message's number any more; whether that was still to come.
    package func cutsNoMore() -> Bool {
        numbered.withLock { numbered in
            defer { numbered = nil }
            return numbered != nil
        }
    }

    /// Whether it has not happened yet.
    package var isWaiting: Bool { sought.withLock { $0 != nil } }

    /// Ends it for new connections.
    package func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func pass(_ client: Int32) {
        guard let server = try? Socket(port: target) else {
            Glibc.close(client)
            return
        }
        let number = dup(server.descriptorNumber)
        Thread { [self] in
            copy(from: client, to: number)
            // Both see it, as when the network between them is gone.
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(number, Int32(SHUT_RDWR))
        }.start()
        Thread { [self] in
            copy(from: number, to: client, isAnswer: true)
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(number, Int32(SHUT_RDWR))
        }.start()
    }

    private func copy(from source: Int32, to target: Int32, isAnswer: Bool = false) {
        var room = [UInt8](repeating: 0, count: 65_536)
        var messages = MessageEnds(isAnswer: isAnswer)
        while true {
            let count = recv(source, &room, room.count, 0)
            guard count > 0, !isCut(room[..<count], isAnswer: isAnswer) else { return }
            let passed = passes(of: messages.ends(in: room[..<count]), count, isAnswer: isAnswer)
            guard send(room[..<passed], to: target), passed == count else { return }
        }
    }

    /// How many octets of these are passed on, with messages that end at `ends`.
    private func passes(of ends: [Int], _ count: Int, isAnswer: Bool) -> Int {
        numbered.withLock { numbered in
            guard var looked = numbered, looked.isAnswer == isAnswer else { return count }
            guard ends.count >= looked.left else {
                looked.left -= ends.count
                numbered = looked
                return count
            }
            numbered = nil
            return looked.left < 2 ? 0 : ends[looked.left - 2]
        }
    }

    private func send(_ octets: ArraySlice<UInt8>, to target: Int32) -> Bool {
        var sent = 0
        while sent < octets.count {
            let more = octets.withUnsafeBytes {
                Glibc.send(target, $0.baseAddress.map { $0 + sent }, octets.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard more > 0 else { return false }
            sent += more
        }
        return true
    }

    private func isCut(_ octets: ArraySlice<UInt8>, isAnswer: Bool) -> Bool {
        let found = sought.withLock { sought -> Sought? in
            guard let looked = sought, looked.isAnswer == isAnswer, octets.firstRange(of: looked.octets) != nil else {
                return nil
            }
            sought = nil
            return looked
        }
        found?.act()
        return found?.cuts ?? false
    }
}

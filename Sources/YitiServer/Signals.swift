internal import Dispatch
import Foundation

/// The signals a server lives by.
final class Signals: @unchecked Sendable {
    // Set up by the thread that starts the server; the sources' handlers only touch the semaphore and the flag under its lock.
    private let arrived = DispatchSemaphore(value: 0)
    private let lock = NSLock()
    private var reloads = 0
    private var mustStop = false
    private var sources: [any DispatchSourceSignal] = []

    /// From here on what writes to a closed pipe is told so, and the process lives.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Has a SIGHUP that comes from here on wait for its turn, so that one in the middle of a start ends nothing: systemd takes a process
    /// that it ended for one that stopped as it should.
    init() { take([SIGHUP]) }

    /// Has SIGTERM and SIGINT that come from here on end the server in good order, instead of at once.
    func takeStops() { take([SIGTERM, SIGINT]) }

    private func take(_ numbers: [Int32]) {
        let registered = DispatchGroup()
        for number in numbers {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in note(number) }
            registered.enter()
            source.setRegistrationHandler { registered.leave() }
            source.resume()
            sources.append(source)
        }
        // The kernel is told a little later: a signal in between would be lost.
        registered.wait()
    }

    private func note(_ number: Int32) {
        lock.withLock { if number == SIGHUP { reloads += 1 } else { mustStop = true } }
        arrived.signal()
    }

    /// Stops the server as SIGTERM does.
    func stop() { note(SIGTERM) }

    /// Blocks until SIGTERM or SIGINT, calling `reload` for each SIGHUP before it.
    func wait(reload: () -> Void) {
        while true {
            arrived.wait()
            let (isReload, isStop) = lock.withLock {
                let isReload = reloads > 0
                if isReload { reloads -= 1 }
                return (isReload, mustStop)
            }
            if isStop { return }
            if isReload { reload() }
        }
    }
}

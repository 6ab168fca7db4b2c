internal import Dispatch
import Foundation

/// The signals a server lives by, from the moment this is made.
final class Signals: @unchecked Sendable {
    // Set up once in `init`; the sources' handlers only touch the semaphore and the flag under its lock.
    private let arrived = DispatchSemaphore(value: 0)
    private let lock = NSLock()
    private var reloads = 0
    private var mustStop = false
    private var sources: [any DispatchSourceSignal] = []

    /// From here on what writes to a closed pipe is told so, and the process lives.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    init() {
        let registered = DispatchGroup()
        for number in [SIGTERM, SIGINT, SIGHUP] {
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

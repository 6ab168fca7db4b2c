internal import Glibc
internal import Synchronization

/// Ends the servers when the tests end, however they end: a small shell waits for the pipe to close that only this process holds.
final class Leash: Sendable {
    static let shared = Leash()

    private let pipe: Mutex<Descriptor?>

    private static let script = """
        trap '' INT TERM HUP
        while read -r one; do all="$all $one"; done
        for one in $all; do [ "$(cat /proc/$one/comm 2>/dev/null)" = yiti ] && kill -9 $one; done
        """

    private init() {
        let ends = try? Spawn.pipe()
        let shell = ends.flatMap { ends in
            try? Spawn.start(
                "/bin/sh", ["-c", Self.script], environment: ["PATH=/usr/bin:/bin"],
                Spawn.Standard(input: ends.reading.number))
        }
        pipe = Mutex(shell == nil ? nil : ends?.writing)
    }

    /// Ends this process, too, when the tests end.
    func hold(_ identifier: pid_t) {
        let line = Array("\(identifier)\n".utf8)
        pipe.withLock { descriptor in
            if let descriptor { _ = write(descriptor.number, line, line.count) }
        }
    }
}

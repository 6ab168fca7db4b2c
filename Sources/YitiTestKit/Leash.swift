internal import Glibc
internal import Synchronization

/// Ends what tests have started when they end, however they end: a small shell waits for the pipe to close that only this process holds.
final class Leash: Sendable {
    static let shared = Leash()

    private let pipe: Mutex<Descriptor?>

    /// A number is a process's for as long as it has the time at which that one began; others may have it afterwards.
    private static let script = """
        trap '' INT TERM HUP
        began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
        while read -r one; do all="$all $one=$(began "$one")"; done
        for one in $all; do [ "${one%=*}=$(began "${one%=*}")" = "$one" ] && kill -9 "${one%=*}"; done
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

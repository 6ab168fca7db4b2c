import Glibc

/// People's connections that have said one thing and are then silent.
struct IdleScenario {
    let options: BenchOptions

    func run(_ endpoint: BenchEndpoint, memory: inout ServerMemory) throws -> BenchReport {
        raiseDescriptorLimit()
        memory.look()
        let before = memory.kilobytes
        var latencies = Latencies()
        var tally = Tally()
        let start = Monotonic.now
        var sockets: [LineSocket] = []
        for _ in 0..<options.connections {
            let from = Monotonic.now
            let socket = try LineSocket(to: endpoint, bufferBytes: 2_048)
            socket.add("/settings\r\n")
            socket.flush()
            if !answered(socket) { tally.count("no reply") }
            latencies.record(from: from, to: Monotonic.now)
            sockets.append(socket)
        }
        let opening = Monotonic.seconds(from: start)
        usleep(UInt32(clamping: Int(options.seconds * 1e6)))
        memory.look()
        let after = memory.kilobytes
        for socket in sockets where !isHeld(socket) { tally.count("closed by the server") }
        var report = BenchReport(
            options, unit: "connections opened", rate: Double(options.connections) / opening, latencies: latencies,
            tally: tally, residentKilobytes: after, connections: options.connections, seconds: options.seconds)
        let each = Double(after - before) * 1_024 / Double(max(1, options.connections))
        report.further = [("bytes_per_connection", each), ("idle_rss_kb", Double(before))]
        return report
    }

    /// Waits for the end of the reply to the one line.
    private func answered(_ socket: LineSocket) -> Bool {
        var isOver = false
        let deadline = Monotonic.now + 10_000_000_000
        while !isOver, socket.isOpen, Monotonic.now < deadline {
            var polled = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 1_000)
            socket.read { line in
                isOver = isOver || line.first == UInt8(ascii: "+") || line.first == UInt8(ascii: "!")
            }
        }
        return isOver
    }

    private func isHeld(_ socket: LineSocket) -> Bool {
        socket.read { _ in }
        return socket.isOpen
    }

    private func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

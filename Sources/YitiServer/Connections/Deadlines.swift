import NIOCore

/// What is over next for a connection, and when: the earliest of several times.
struct Deadlines<Reason> {
    private(set) var next: (reason: Reason, at: NIODeadline)?

    /// Something is over so many seconds after a time; never, when there is no such time.
    mutating func add(_ reason: Reason, after time: NIODeadline?, seconds: Int = 0) {
        guard let time else { return }
        let at = time + .seconds(Int64(seconds))
        if let next, next.at <= at { return }
        next = (reason, at)
    }
}

/// One timer a connection. It is a callback, not a task, which would keep a promise and four closures for each of thousands who
/// are idle; and what happens before it fires does not move it to a later time: it is looked at again then.
struct ConnectionTimer {
    private var callback: NIOScheduledCallback?
    private var dueAt: NIODeadline?

    /// Sets the timer, unless it is set to an earlier time already. For the event loop.
    mutating func set<Handler: NIOScheduledCallbackHandler>(
        to time: NIODeadline, _ loop: any EventLoop, _ handler: Handler
    ) {
        if let dueAt, dueAt <= time { return }
        callback?.cancel()
        dueAt = time
        callback = try? loop.assumeIsolated().scheduleCallback(at: time, handler: handler)
    }

    /// It has fired, and is set to nothing.
    mutating func fired() {
        callback = nil
        dueAt = nil
    }

    /// It never fires.
    mutating func cancel() {
        callback?.cancel()
        fired()
    }
}

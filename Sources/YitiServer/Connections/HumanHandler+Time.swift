internal import Logging
internal import NIOCore
import YitiCore
import YitiWire
import YitiWords

/// One timer a connection, set to the next time at which something may be over; what happens in between does not move it.
/// It is a callback, not a task, which would keep a promise and four closures for each of thousands who are idle.
extension HumanHandler: NIOScheduledCallbackHandler {
    private enum Deadline {
        case firstLine
        case line
        case idle
        case close
    }

    /// What ends the connection next, and when.
    private var nextDeadline: (Deadline, NIODeadline)? {
        switch phase {
        case .opening: return (.firstLine, heardAt + .seconds(Int64(limits.firstLineSeconds)))
        case .open: return lineDeadline.map { $0.1 < idleDeadline.1 ? $0 : idleDeadline } ?? idleDeadline
        case .closing: return closesAt.map { (.close, $0) }
        case .draining, .ended: return nil
        }
    }

    private var lineDeadline: (Deadline, NIODeadline)? {
        lineBeganAt.map { (.line, $0 + .seconds(Int64(limits.partialLineHumanSeconds))) }
    }

    private var idleDeadline: (Deadline, NIODeadline) {
        let seconds = state.hasSubscription ? limits.idleSubscribedSeconds : limits.idleHumanSeconds
        return (.idle, heardAt + .seconds(Int64(seconds)))
    }

    /// Sets the timer, unless it is set to an earlier time already.
    func armTimer() {
        guard let context, let (_, dueAt) = nextDeadline else { return }
        if let timerDueAt, timerDueAt <= dueAt { return }
        timer?.cancel()
        timerDueAt = dueAt
        timer = try? context.eventLoop.assumeIsolated().scheduleCallback(at: dueAt, handler: self)
    }

    /// The timer has fired.
    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer = nil
        timerDueAt = nil
        guard let context, let (deadline, dueAt) = nextDeadline else { return }
        if dueAt <= context.eventLoop.now { expire(deadline, context) }
        armTimer()
    }

    private func expire(_ deadline: Deadline, _ context: ChannelHandlerContext) {
        switch deadline {
        case .firstLine: closeAfterNotice(HumanWords.noFirstLine, "no first line in time")
        case .line: closeAfterNotice(HumanWords.unfinishedLine, "a line was never ended")
        case .idle where isAsking || delay != nil: heardAt = context.eventLoop.now
        case .idle: closeAfterNotice(HumanWords.idle, "a person was silent for long")
        case .close: context.close(promise: nil)
        }
    }
}

import NIOCore
import YitiCore
import YitiWire
import YitiWords

/// What a person says and is told, in order: one line at a time, one request in flight, and pushes when nothing is open. A value:
/// whoever holds it reads, writes and waits.
struct HumanConversation {
    /// What is to be done next.
    enum Step {
        case write([UInt8])
        /// Ask the writer; its reply comes back with the ticket.
        case ask(HumanRequest, ticket: UInt64)
        /// Call ``waited()`` after so long.
        case wait(TimeAmount)
        case close
    }

    /// What comes after a wait; kept apart, since hardly any connection ever has one.
    private indirect enum Late {
        /// What a line came to, past the rate.
        case action(HumanDialogue.Action)
        /// The reply to a wrong key.
        case reply(ticket: UInt64, HumanReply)
    }

    /// Where the person stands.
    var state = HumanState()
    private var dialogue: HumanDialogue
    private var waiting: [HumanDialogue.Event] = []
    private var inFlight = InFlight(limit: 1)
    private var late: Late?
    private var lines = TokenBucket()
    private var pushes: [HumanPush] = []
    private var isClosing = false

    /// How many pushes wait; a person has fewer subscriptions than that.
    private static let maxPushes = 64

    /// A conversation with a guest, whose drafts have at most so many lines and bytes.
    init(draftLines: Int, draftBytes: Int) {
        dialogue = HumanDialogue(draftLines: draftLines, draftBytes: draftBytes)
    }

    /// How many lines wait for the one before them.
    var waitingLines: Int { waiting.count }
    /// Whether nothing is being answered and nothing is late.
    var isFree: Bool { inFlight.isEmpty && late == nil }
    /// Whether everything that was said has been answered.
    var isAnswered: Bool { isFree && waiting.isEmpty }
    /// Whether a draft is open.
    var isDrafting: Bool { dialogue.isDrafting }

    // MARK: Lines

    /// Takes what a person has said or done.
    mutating func add(_ event: HumanDialogue.Event) { waiting.append(event) }

    /// Forgets what was said and not begun.
    mutating func dropLines() { waiting = [] }

    /// The next step; nil when something has to be waited for. Without a `rate` nothing is late.
    mutating func next(rate: TokenRate?, now: NIODeadline, isCommand: (String) -> Bool) -> Step? {
        if isClosing {
            isClosing = false
            return .close
        }
        while isFree, !waiting.isEmpty {
            var event = waiting.removeFirst()
            let standing = HumanDialogue.Standing(
                question: state.openQuestion, isRatingPending: state.isRatingPending, points: state.points)
            if case .line(let line) = event, dialogue.isPiece(line, standing, isCommand: isCommand) {
                event = .line(takePaste(after: line, standing, isCommand))
            }
            // An empty array keeps its room.
            if waiting.isEmpty { waiting = [] }
            let action = dialogue.handle(event, standing, isCommand: isCommand)
            if let step = admit(action, rate, now) { return step }
        }
        return nil
    }

    /// A piece of an answer with the lines that came with it, up to a command: they were pasted. What stands at the end and is a rating
    /// goes on being one.
    private mutating func takePaste(
        after line: String, _ standing: HumanDialogue.Standing, _ isCommand: (String) -> Bool
    ) -> String {
        var pasted = [line]
        for event in waiting {
            guard case .line(let next) = event, !HumanDialogue.endsPaste(next, isCommand: isCommand) else { break }
            pasted.append(next)
        }
        while let last = pasted.dropFirst().last, !dialogue.isPiece(last, standing, isCommand: isCommand) {
            pasted.removeLast()
        }
        waiting.removeFirst(pasted.count - 1)
        return pasted.joined(separator: "\n")
    }

    /// Everything that gets a reply counts for the rate; past it the line is late.
    private mutating func admit(_ action: HumanDialogue.Action, _ rate: TokenRate?, _ now: NIODeadline) -> Step? {
        switch action {
        case .nothing: return nil
        case .open(let question):
            return write {
                for text in [HumanWords.draftOpened, HumanWords.draftFor(question)] {
                    $0.detail(text.wording(in: state.language))
                }
            }
        case .ask, .save, .done, .refuse:
            let wait = rate.map { lines.reserve($0, now: now) } ?? .zero
            guard wait > .zero else { return step(for: action) }
            late = .action(action)
            return .wait(wait)
        }
    }

    private mutating func step(for action: HumanDialogue.Action) -> Step? {
        switch action {
        case .nothing, .open: nil
        case .ask(let line): .ask(.line(line), ticket: inFlight.begin())
        case .save(let text, let question): .ask(.draft(text, question: question), ticket: inFlight.begin())
        case .done(let text): write { $0.done(text.wording(in: state.language)) }
        case .refuse(let code, let text): write { $0.refused(code, text.wording(in: state.language)) }
        }
    }

    private func write(_ say: (inout HumanWriter) -> Void) -> Step {
        var writer = HumanWriter(color: state.color)
        say(&writer)
        return .write(writer.bytes)
    }

    // MARK: Replies

    /// A reply has come; `lateness` says how long one to a wrong key is held back. Nil for one that nobody waits for.
    mutating func answer(_ ticket: UInt64, _ reply: HumanReply, lateness: () -> TimeAmount) -> Step? {
        guard inFlight.isOpen(ticket), late == nil else { return nil }
        let wait = reply.isFailedLogin ? lateness() : .zero
        guard wait > .zero else { return settle(ticket, reply) }
        late = .reply(ticket: ticket, reply)
        return .wait(wait)
    }

    /// The wait is over.
    mutating func waited() -> Step? {
        defer { late = nil }
        switch late {
        case .action(let action): return step(for: action)
        case .reply(let ticket, let reply): return settle(ticket, reply)
        case nil: return nil
        }
    }

    /// Whether a wait may be cut short, because it is only for the rate.
    var waitsForRate: Bool { if case .action = late { true } else { false } }

    private mutating func settle(_ ticket: UInt64, _ reply: HumanReply) -> Step? {
        guard inFlight.end(ticket) != nil else { return nil }
        // What met `busy` or `internal` changed nothing: the person stands where they stood.
        if case .refused(let code, _) = reply.ending, code.mayRetry {
            dialogue.answered(isBusy: code == .busy)
        } else {
            dialogue.answered(isBusy: false)
            state = reply.state
        }
        isClosing = reply.closes
        return write { writer in
            for line in reply.lines { writer.detail(line) }
            switch reply.ending {
            case .done(let text): writer.done(text)
            case .refused(let code, let text): writer.refused(code, text)
            }
        }
    }

    // MARK: Pushes

    /// Takes a push that waits for its moment; false when too many wait.
    mutating func add(_ push: HumanPush) -> Bool {
        guard pushes.count < Self.maxPushes else { return false }
        pushes.append(push)
        return true
    }

    /// The next push and its bytes, once nothing else is open; its question is open from then on.
    mutating func nextPush() -> (HumanPush, [UInt8])? {
        guard isAnswered, !isDrafting, !pushes.isEmpty else { return nil }
        let push = pushes.removeFirst()
        if pushes.isEmpty { pushes = [] }
        var writer = HumanWriter(color: state.color)
        for line in push.lines { writer.notice(line) }
        if let question = push.opens { state.openQuestion = question }
        return (push, writer.bytes)
    }

    /// The pushes that were never written.
    mutating func takePushes() -> [HumanPush] {
        defer { pushes = [] }
        return pushes
    }
}

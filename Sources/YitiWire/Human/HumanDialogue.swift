package import YitiCore
import YitiWords

/// Which lines of a person are requests, which are lines of a draft, and what ends a draft: an event in, an action out.
///
/// 1. Text while a question is open begins a draft for that question; every other line is a request of its own.
/// 2. In a draft only `.`, `/cancel` and lines of dots are special (n ≥ 2 dots mean n − 1), so pasted code survives.
/// 3. A draft ends with one reply: saved by `.` or the end of the input, dropped by `/cancel`, Ctrl-C or a line that can't be taken.
///    A `.` that met `busy` leaves it open.
/// 4. What follows a draft that grew too long is the rest of the same paste: it is passed over up to `.` or a command.
package struct HumanDialogue: Sendable {
    /// What happened.
    package enum Event: Hashable, Sendable {
        case line(String)
        case refused(HumanInput.LineFault)
        case interrupt
        /// The input has ended; everything before it has been handled.
        case end
        /// The server stops.
        case shutdown
    }

    /// What to do about it.
    package enum Action: Hashable, Sendable {
        case nothing
        /// Ask the writer; its reply is the reply.
        case ask(String)
        /// Ask the writer to save a draft; its reply ends the draft's.
        case save(String, question: String)
        /// A draft for a question has begun: write the first line of its reply.
        case open(question: String)
        /// A whole reply of the connection's own, or the end of a draft's: done.
        case done(Text)
        /// The same: refused.
        case refuse(RefusalCode, Text)
    }

    /// Where the person stands, as far as it decides what a line is.
    package struct Standing: Hashable, Sendable {
        /// The open question.
        package var question: String?
        /// Whether a lone digit is a rating.
        package var isRatingPending: Bool
        /// How many key points can be ticked of the answer that waits for it.
        package var points: Int

        package init(question: String?, isRatingPending: Bool, points: Int = 0) {
            self.question = question
            self.isRatingPending = isRatingPending
            self.points = points
        }

        /// Whether a line says something of the answer that waits: ticks, or a rating, rightly spelled or not.
        fileprivate func isJudgement(_ line: String) -> Bool {
            isRatingPending && (RatingText(line) != .text || PointList(line: line, of: points) != nil)
        }
    }

    private enum State: Hashable, Sendable {
        case idle
        case draft(HumanDraft)
        /// `.` was said, and what became of it is not known yet.
        case saving(HumanDraft)
        case passingOver
    }

    private var state = State.idle
    private let lines: Int
    private let bytes: Int

    /// A dialogue with drafts of at most so many lines and bytes.
    package init(draftLines: Int = 200, draftBytes: Int = 16_384) {
        lines = draftLines
        bytes = draftBytes
    }

    /// Whether a draft is open: nothing may be written in between.
    package var isDrafting: Bool { if case .draft = state { true } else { false } }

    /// Handles an event; `isCommand` says whether a line is a command rather than text.
    package mutating func handle(_ event: Event, _ standing: Standing, isCommand: (String) -> Bool) -> Action {
        switch (state, event) {
        case (.draft(let draft), .line(let line)): continueDraft(draft, line)
        case (.draft(let draft), _): endDraft(draft, event)
        case (.passingOver, .line(let line)): passOver(line, standing, isCommand)
        case (.passingOver, .interrupt): leave(.nothing)
        case (_, .line(let line)): begin(line, standing, isCommand)
        case (.idle, .refused(let fault)): fault.refusal
        default: .nothing
        }
    }

    /// Whether a line goes on with the answer that waits: a text, while no draft and no question is open.
    package func isPiece(_ line: String, _ standing: Standing, isCommand: (String) -> Bool) -> Bool {
        state == .idle && standing.question == nil && standing.isRatingPending
            && !line.allSatisfy(\.isWhitespace) && !Self.endsPaste(line, isCommand: isCommand)
            && !standing.isJudgement(line)
    }

    /// Whether a line is something of its own, whatever it was pasted with.
    package static func endsPaste(_ line: String, isCommand: (String) -> Bool) -> Bool {
        HumanDraft.isEnd(line) || HumanDraft.isCancel(line) || isCommand(line)
    }

    /// What was asked has been answered; a draft whose saving met `busy` is open again, with its text.
    package mutating func answered(isBusy: Bool) {
        guard case .saving(let draft) = state else { return }
        state = isBusy ? .draft(draft) : .idle
    }

    private mutating func begin(_ line: String, _ standing: Standing, _ isCommand: (String) -> Bool) -> Action {
        if line.isUnseen { return .nothing }
        if HumanDraft.isEnd(line) || HumanDraft.isCancel(line) { return .refuse(.notFound, HumanWords.noDraft) }
        guard let question = standing.question, !isCommand(line), !standing.isJudgement(line)
        else { return .ask(line) }
        let draft = HumanDraft(question: question)
        if case .refuse(let code, let text) = continueDraft(draft, line) { return .refuse(code, text) }
        return .open(question: question)
    }

    private mutating func continueDraft(_ draft: HumanDraft, _ line: String) -> Action {
        if HumanDraft.isEnd(line) {
            state = .saving(draft)
            return .save(draft.text, question: draft.question)
        }
        if HumanDraft.isCancel(line) { return leave(.done(HumanWords.dropped)) }
        var longer = draft
        longer.append(line)
        guard longer.lines <= lines, longer.text.utf8.count <= bytes else {
            state = .passingOver
            return .refuse(.textTooLong, HumanWords.draftTooLong(lines: lines, bytes: bytes))
        }
        state = .draft(longer)
        return .nothing
    }

    private mutating func endDraft(_ draft: HumanDraft, _ event: Event) -> Action {
        switch event {
        case .line(let line): return continueDraft(draft, line)
        case .end: return leave(.save(draft.text, question: draft.question))
        case .interrupt: return leave(.done(HumanWords.dropped))
        case .shutdown: return leave(.refuse(.busy, HumanWords.stopping))
        case .refused(let fault):
            state = .passingOver
            return fault.refusal
        }
    }

    private mutating func passOver(
        _ line: String, _ standing: Standing, _ isCommand: (String) -> Bool
    ) -> Action {
        if HumanDraft.isEnd(line) || HumanDraft.isCancel(line) { return leave(.nothing) }
        guard isCommand(line) else { return .nothing }
        state = .idle
        return begin(line, standing, isCommand)
    }

    private mutating func leave(_ action: Action) -> Action {
        state = .idle
        return action
    }
}

extension HumanInput.LineFault {
    /// What the person is told.
    fileprivate var refusal: HumanDialogue.Action {
        switch self {
        case .tooLong: .refuse(.lineTooLong, HumanWords.lineTooLong)
        case .notUTF8: .refuse(.badUtf8, HumanWords.notUTF8)
        }
    }
}

import NIOCore
import Testing
import YitiWire

@testable import YitiServer

/// The values that both kinds of connection are made of.
@Suite struct ConnectionValuesTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test("lines of a connection's own wait for the answers before them, in order, and an answer counts once")
    func inFlight() {
        var inFlight = InFlight(limit: 3)
        let atOnce = inFlight.mayWrite([0])
        let first = inFlight.begin()
        let second = inFlight.begin()
        let mayOvertake = inFlight.mayWrite([1])
        #expect(atOnce && !mayOvertake && !inFlight.hasRoom)
        let behindSecond = [inFlight.end(second), inFlight.end(second)]
        #expect(behindSecond == [[], nil])
        #expect(inFlight.hasRoom)
        _ = inFlight.mayWrite([2])
        let behindFirst = inFlight.end(first)
        #expect(behindFirst == [1, 2])
        #expect(inFlight.isEmpty)
    }

    @Test("connections that speak HTTP count for their address and for the total with all others")
    func webConnections() {
        var limits = Limits()
        limits.connectionsAddress = 3
        limits.connectionsTotal = 5
        let registry = ConnectionRegistry(limits: limits)
        let address = PeerAddress(text: "192.0.2.7", isLoopback: false)
        #expect(registry.admit(address) == nil && registry.admitWeb(from: address.network) == nil)
        #expect(registry.admitWeb(from: address.network) == nil)
        #expect(registry.admitWeb(from: address.network) == .address && registry.admit(address) == .address)
        registry.releaseWeb(from: address.network)
        #expect(registry.admitWeb(from: address.network) == nil)
        for _ in 1...3 { #expect(registry.admitWeb(from: nil) == nil) }
        #expect(registry.admitWeb(from: nil) == .total && registry.admitWeb(from: "192.0.2.8") == .total)
    }

    @Test("a line's time runs from its first octet, ends with the line, and stands still while nothing is read")
    func intake() {
        var intake = LineIntake(LineFramer(lineBytes: 100))
        intake.append(ByteBuffer(string: "one\ntw"))
        let one = intake.next(now: start)
        #expect(one == .line(Array("one".utf8)) && intake.lineBeganAt == nil)
        let none = intake.next(now: start)
        #expect(none == nil && intake.lineBeganAt == start)
        let later = start + .seconds(5)
        let changes = [true, true, false].map { intake.setPaused($0, now: later) }
        #expect(changes == [true, false, true] && intake.lineBeganAt == later)
        intake.end()
        #expect(!intake.isOver)
        let last = [intake.next(now: later), intake.next(now: later)]
        #expect(last == [.line(Array("tw".utf8)), nil])
        #expect(intake.isOver && intake.lineBeganAt == nil)
    }

    @Test("a connection ends its output once everything is taken, and closes when the other side has ended too")
    func closing() {
        var patient = GracefulClose()
        let begins = [patient.begin(), patient.begin()]
        let actions = [patient.flushed(), patient.inputEnded()]
        #expect(begins == [true, false] && actions == [.endOutput, .close])
        var ended = GracefulClose()
        let first = ended.inputEnded()
        _ = ended.begin()
        let second = ended.flushed()
        #expect([first, second] == [.nothing, .close])
    }

    @Test("the earliest deadline counts, and one that has no time never comes")
    func deadlines() {
        var deadlines = Deadlines<String>()
        deadlines.add("never", after: nil)
        #expect(deadlines.next == nil)
        deadlines.add("late", after: start, seconds: 60)
        deadlines.add("early", after: start, seconds: 10)
        deadlines.add("later", after: start, seconds: 90)
        #expect(deadlines.next?.reason == "early" && deadlines.next?.at == start + .seconds(10))
    }

    @Test("a bucket gives its burst at once; then one is late, or there is none, until it has filled")
    func bucket() {
        let rate = TokenRate(burst: 2, perSecond: 2)
        var polite = TokenBucket()
        let waits = (0..<4).map { _ in polite.reserve(rate, now: start).nanoseconds }
        #expect(waits == [0, 0, 500_000_000, 1_000_000_000])
        var strict = TokenBucket()
        let refusals = (0..<4).map { _ in strict.take(rate, now: start)?.nanoseconds }
        #expect(refusals == [nil, nil, 500_000_000, 500_000_000])
        let later = strict.take(rate, now: start + .milliseconds(500))
        #expect(later == nil)
        #expect(strict.isFull(now: start + .seconds(2)) && !strict.isFull(now: start))
    }

    @Test("the budget holds what the network has not taken, and no more than it may")
    func budget() {
        var budget = OutputBudget()
        let takes = [60, 41, 40].map { budget.take($0, limit: 100) }
        budget.giveBack(60)
        #expect(takes == [true, false, true] && budget.heldBytes == 40)
    }
}

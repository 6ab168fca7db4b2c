import Foundation
import Testing
import YitiCore

@testable import YitiServer

@Suite("a clock that may have jumped, judged without a store")
struct ClockGuardTests {
    private let last = Instant(seconds: 1_780_000_000)
    /// More than 30 days later.
    private let ahead = Instant(seconds: 1_780_000_000 + 31 * 86_400)

    private func ticks(
        _ watched: inout ClockGuard, from instant: Instant, after seconds: [Int64], isSynchronised: Bool = false
    ) -> [Bool] {
        seconds.map { watched.tick(now: instant.advanced(bySeconds: $0)) { isSynchronised } }
    }

    @Test("the second that begins next is never one that has begun")
    func nextSecond() {
        let (clock, before) = (Clock(), Date().timeIntervalSince1970)
        #expect(Double(clock.nextSecond.seconds) >= before)
        #expect(Clock(standingAt: last).nextSecond == last)
    }

    @Test("the latest instant is to be kept once a minute")
    func keeps() {
        var watched = ClockGuard(latest: last, now: last.advanced(bySeconds: 100))
        #expect(!watched.isHeld)
        #expect(ticks(&watched, from: last, after: [100, 159, 160, 161]) == [true, false, true, false])
    }

    @Test("one that another server has been told to believe is believed, and no other")
    func elsewhere() {
        var watched = ClockGuard(latest: last, now: ahead)
        watched.hear(latest: last, now: ahead)
        #expect(watched.isHeld)
        watched.hear(latest: ahead, now: ahead.advanced(bySeconds: 5))
        #expect(!watched.isHeld)
    }

    @Test("one that is a month ahead at a start is held until it has been synchronised for ten minutes without a break")
    func synchronised() {
        var watched = ClockGuard(latest: last, now: ahead)
        #expect(watched.isHeld)
        #expect(ticks(&watched, from: ahead, after: [0, 599], isSynchronised: true) == [false, false])
        #expect(ticks(&watched, from: ahead, after: [600]) == [false])
        #expect(ticks(&watched, from: ahead, after: [601, 1_200], isSynchronised: true) == [false, false])
        #expect(watched.isHeld)
        #expect(ticks(&watched, from: ahead, after: [1_201], isSynchronised: true) == [true])
        #expect(!watched.isHeld)
    }

    @Test("one that is set right is believed at once")
    func setRight() {
        var watched = ClockGuard(latest: last, now: ahead)
        #expect(ticks(&watched, from: last, after: [5]) == [true])
        #expect(!watched.isHeld)
    }

    @Test("one that the operator believes is kept already")
    func accepted() {
        var watched = ClockGuard(latest: last, now: ahead)
        watched.accept(ahead)
        #expect(!watched.isHeld)
        #expect(ticks(&watched, from: ahead, after: [1, 60]) == [false, true])
    }
}

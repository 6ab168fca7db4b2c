import Synchronization
import Testing

@testable import YitiServer

@Suite struct OutageTests {
    @Test("a database that is silent for ten seconds is said once in the log, and every second to whoever is connected")
    func silence() {
        let outage = Outage()
        let said = Mutex((logged: 0, told: 0))
        outage.whenSilent { said.withLock { $0.logged += 1 } }
        outage.whenLong { said.withLock { $0.told += 1 } }
        func after(ticks: Int) -> [Int] {
            for _ in 0..<ticks { outage.tick() }
            return said.withLock { [$0.logged, $0.told] }
        }
        #expect(after(ticks: 20) == [0, 0])
        outage.began()
        #expect(after(ticks: 9) == [0, 0])
        #expect(after(ticks: 1) == [1, 1])
        #expect(after(ticks: 2) == [1, 3])
        outage.end()
        #expect(after(ticks: 20) == [1, 3])
        outage.began()
        #expect(after(ticks: 10) == [2, 4])
    }
}

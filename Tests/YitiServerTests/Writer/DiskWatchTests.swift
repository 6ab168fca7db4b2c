import Foundation
import Logging
import Testing

@testable import YitiServer

@Suite struct DiskWatchTests {
    @Test(
        "pushes stop before requests do, on large disks and on small ones",
        arguments: [
            (300 << 20, 1 << 40, DiskWatch.Level.plenty), (255 << 20, 1 << 40, .low), (31 << 20, 1 << 40, .full),
            (1_000_000, 2 << 20, .plenty), (90_000, 2 << 20, .low), (10_000, 2 << 20, .full), (0, 0, .plenty),
        ] as [(UInt64, UInt64, DiskWatch.Level)])
    func levels(free: UInt64, total: UInt64, level: DiskWatch.Level) {
        #expect(DiskWatch.level(free: free, total: total) == level)
    }

    @Test("a disk that can't be looked at keeps its level")
    func missing() {
        var watch = DiskWatch()
        watch.look(at: "/nonexistent/folder", Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(watch.level == .plenty && watch.freeBytes == nil)
        watch.look(at: NSTemporaryDirectory(), Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(watch.freeBytes != nil)
    }
}

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

    @Test("a database's file that is moved or deleted is missed, also when another lies in its place, until it is back")
    func movedFile() throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (path, moved) = (folder + "/yiti.sqlite", folder + "/moved.sqlite")
        var watch = DiskWatch()
        func isInPlace() -> Bool {
            watch.look(for: path, Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            #expect(watch.refusesWriting != watch.isFileInPlace && (watch.note == nil) == watch.isFileInPlace)
            return watch.isFileInPlace
        }
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(isInPlace())
        try FileManager.default.moveItem(atPath: path, toPath: moved)
        #expect(!isInPlace())
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(!isInPlace())
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: moved, toPath: path)
        #expect(isInPlace())
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

import Foundation
import Testing

@testable import YitiServer

@Suite struct LogWriterTests {
    @Test("drops what finds no state while nobody reads, and says how many as soon as somebody does")
    func drops() throws {
        let pipe = Pipe()
        let writer = LogWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor, maxWaitingBytes: 10_000)
        let line = String(repeating: "x", count: 999) + "\n"
        for _ in 0..<200 { writer.write(line) }
        var read = ""
        var (written, dropped) = (0, 0)
        while written + dropped < 200 {
            read += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
            let lines = read.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            written = lines.count { $0.first == "x" }
            dropped = lines.compactMap { $0.split(separator: " count=").last.flatMap { Int($0) } }.reduce(0, +)
        }
        #expect(written + dropped == 200)
        #expect(dropped > 100)
    }

    @Test("counts what can't be written and goes on")
    func closed() throws {
        let pipe = Pipe()
        let descriptor = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let writer = LogWriter(descriptor: descriptor.fileDescriptor)
        let factory = CountingMetrics()
        writer.countDrops(in: ServiceMetrics(factory).droppedLogLines)
        for number in 0..<3 { writer.write("line \(number)\n") }
        writer.flush()
        #expect(factory.total("yiti_log_dropped_lines_total") == 3)
        // The same descriptor can be written now.
        #expect(dup2(pipe.fileHandleForWriting.fileDescriptor, descriptor.fileDescriptor) >= 0)
        writer.write("line 3\n")
        writer.flush()
        let read = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        #expect(read.contains("log lines were dropped count=3\nline 3\n"))
    }
}

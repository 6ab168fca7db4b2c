import Dispatch
import Foundation
import Synchronization
import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiWire

@Suite("what is read beside the writer's thread")
struct ReadTests {
    /// Holds each read until it is let through, and tells when one has come.
    private final class Gate: Sendable {
        private let opened = DispatchSemaphore(value: 0)
        private let reads = Mutex(0)
        private let came: AsyncStream<Void>.Continuation
        private let coming: AsyncStream<Void>

        init() { (coming, came) = AsyncStream<Void>.makeStream() }

        /// How many have come so far.
        var count: Int { reads.withLock { $0 } }

        func pass() {
            reads.withLock { $0 += 1 }
            came.yield()
            opened.wait()
        }

        func waitForOne() async { for await _ in coming { return } }

        func open(times: Int = 1) { for _ in 0..<times { opened.signal() } }
    }

    private func withFile(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("yiti.sqlite").path)
    }

    @Test("what can't be read since no other file can be opened is busy, and the service goes on")
    func cannotOpen() async throws {
        try await withFile { path in
            let harness = try WriterHarness(inFile: path)
            _ = try await harness.say("/next")
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let aside = folder + UUID().uuidString
            // The writer has its files open; whoever opens one now finds none, as when no descriptors are left.
            try FileManager.default.moveItem(atPath: folder, toPath: aside)
            let refused = try await harness.say("/stats")
            try FileManager.default.moveItem(atPath: aside, toPath: folder)
            #expect(refused.code == "busy", "\(refused.object)")
            #expect(try await harness.say("an answer").isOK)
            #expect(try await harness.say("/stats").isOK)
            #expect(!harness.writer.hasFailed)
        }
    }

    @Test("another person is answered meanwhile, the same person's next command waits, and a repeat is answered once")
    func othersGoOn() async throws {
        try await withFile { path in
            let gate = Gate()
            let harness = try WriterHarness(inFile: path) { _ in gate.pass() }
            _ = try await harness.say("/next", as: "a")
            _ = try await harness.say("交叉熵", as: "a")
            let replies = Replies()
            replies.ask(harness, "search", "/search 交叉", as: "a", mid: "m")
            await gate.waitForOne()
            replies.ask(harness, "again", "/search 交叉", as: "a", mid: "m")
            replies.ask(harness, "rating", "3", as: "a")
            replies.ask(harness, "second", "/search 叉熵", as: "a")
            replies.ask(harness, "last", "/whoami", as: "a")
            #expect(try await harness.say("/next", as: "b").isOK)
            #expect(try await harness.say("an answer", as: "b").isOK)
            #expect(replies.names == [])
            gate.open(times: 2)
            let given = try await replies.wait(for: 5)
            #expect(replies.names == ["search", "again", "rating", "second", "last"])
            #expect(given.values.allSatisfy { $0.isOK })
            #expect(given["again"]?.object["dup"] as? Bool == true && given["search"]?.object["dup"] == nil)
            #expect(given["again"]?.texts == given["search"]?.texts && given["search"]?.texts.contains("交叉熵") == true)
            #expect(gate.count == 2)
            #expect(await harness.differences() == [])
            harness.stop()
            try harness.store.close()
        }
    }

    @Test("a read that was repeated later is given as it was")
    func repeatsLater() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        let first = try await harness.say("/history", mid: "m")
        _ = try await harness.say("an answer")
        let again = try await harness.say("/history", mid: "m")
        #expect(again.object["dup"] as? Bool == true && again.texts == first.texts)
        #expect(try await harness.say("/stats", mid: "m").code == "edit_unsupported")
    }

    @Test("what is refused is refused, and the next is carried out")
    func refuses() async throws {
        let harness = try WriterHarness()
        let replies = Replies()
        replies.ask(harness, "refused", "/history loss-99", as: "a", mid: "m")
        replies.ask(harness, "page", "/export md 9", as: "a")
        replies.ask(harness, "fine", "/plan", as: "a")
        let given = try await replies.wait(for: 3)
        #expect(given["refused"]?.code == "not_found" && given["page"]?.code == "not_found")
        #expect(given["fine"]?.isOK == true && replies.names == ["refused", "page", "fine"])
    }

    @Test("a stop finishes what is read, and answers whoever waits behind it")
    func stops() async throws {
        try await withFile { path in
            let gate = Gate()
            let harness = try WriterHarness(inFile: path) { _ in gate.pass() }
            _ = try await harness.say("/next", as: "a")
            let replies = Replies()
            replies.ask(harness, "read", "/history", as: "a")
            await gate.waitForOne()
            for number in 0..<3 { replies.ask(harness, "\(number)", "/settings", as: "a") }
            #expect(try await harness.say("/whoami", as: "b").isOK)
            async let stopped: Void = withCheckedContinuation { done in
                Thread {
                    harness.stop()
                    done.resume()
                }.start()
            }
            gate.open()
            let given = try await replies.wait(for: 4)
            #expect(given["read"]?.isOK == true)
            #expect((0..<3).allSatisfy { given["\($0)"].map { $0.isOK || $0.code == "busy" } ?? false })
            await stopped
            try harness.store.close()
        }
    }
}

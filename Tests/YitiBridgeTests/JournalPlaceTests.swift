import Foundation
import Testing

@testable import YitiBridge

/// Which files may be a journal.
@Suite struct JournalPlaceTests {
    private func code(_ body: () throws -> Void) -> BridgeFailure.Code? {
        do { try body() } catch { return (error as? BridgeFailure)?.code }
        return nil
    }

    @Test("a place where none can be made is the configuration's fault, for a check as well")
    func impossible() throws {
        for path in ["/nowhere/a.journal", "/etc/passwd/a.journal", NSTemporaryDirectory()] {
            #expect(code { _ = try Journal(path: path) } == .configuration, "\(path)")
            #expect(code { _ = try Journal.isInUse(path) } == .configuration, "\(path)")
        }
    }

    @Test("another program's database is refused and left as it is")
    func foreign() throws {
        try withJournal { path in
            var bytes = Data("SQLite format 3\0".utf8) + Data(count: 4_080)
            bytes.replaceSubrange(68..<72, with: Data("Yiti".utf8))
            try bytes.write(to: URL(fileURLWithPath: path))
            #expect(code { _ = try Journal(path: path) } == .journal)
            #expect(code { _ = try Journal.isInUse(path) } == .journal)
            #expect(FileManager.default.contents(atPath: path) == bytes)
        }
    }

    @Test("a check says whether another process has it")
    func busy() throws {
        try withJournal { path in
            #expect(try !Journal.isInUse(path))
            let journal = try Journal(path: path)
            #expect(try Journal.isInUse(path))
            withExtendedLifetime(journal) {}
        }
    }

    @Test(
        "a server of lines is named by host and port alone",
        arguments: [
            ("irc.example:6667", true), ("tls://irc.example:6697", true), ("[::1]:1", true), ("irc.example", true),
            ("http://irc.example:80", false), ("irc.example:6667/", false), ("tls://irc.example/#a", false),
        ])
    func servers(text: String, isOne: Bool) { #expect((Endpoint(ofLines: text, port: 6667) != nil) == isOne) }
}

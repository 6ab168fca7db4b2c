import Foundation
import Testing
import YitiCore
import YitiTestKit

/// What the fuzzers found worth keeping, read again in every run of the tests.
@Suite struct CorpusTests {
    private static func inputs(_ kind: String) throws -> [(name: String, bytes: [UInt8])] {
        var root = #filePath as NSString
        for _ in 0..<4 { root = root.deletingLastPathComponent as NSString }
        let folder = (root as String) + "/Fuzz/Corpus/" + kind
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data()))
        }
    }

    @Test("a bridge's bytes give the same lines however they are cut")
    func bridge() throws {
        let inputs = try Self.inputs("bridge")
        #expect(!inputs.isEmpty)
        for input in inputs { #expect(BridgeChunking.complaint(input.bytes) == nil, "\(input.name)") }
    }

    @Test("a person's bytes give the same lines however they are cut")
    func human() throws {
        let inputs = try Self.inputs("human")
        #expect(!inputs.isEmpty)
        for input in inputs { #expect(HumanChunking.complaint(input.bytes) == nil, "\(input.name)") }
    }

    @Test("random bytes give the same lines however they are cut", arguments: 1...200)
    func random(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters =
            Array("{}[]\":,\\u0a/.x1é\r\n\u{8}\u{7F}\u{3}\0".utf8) + [0xFF, 0xFD, 0xFA, 0xF0, 0x06, 0xC0, 0x9F]
        let bytes = (0..<Int.random(in: 1...700, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? 0
        }
        #expect(BridgeChunking.complaint(bytes) == nil, "seed \(seed)")
        #expect(HumanChunking.complaint(bytes) == nil, "seed \(seed)")
    }
}

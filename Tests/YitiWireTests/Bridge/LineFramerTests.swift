import NIOCore
import Testing
import YitiCore
import YitiTestKit
import YitiWire

@Suite struct LineFramerTests {
    private func findings(_ chunks: [[UInt8]], lineBytes: Int) -> [LineFramer.Finding] {
        var framer = LineFramer(lineBytes: lineBytes)
        var findings: [LineFramer.Finding] = []
        for chunk in chunks {
            var buffer = ByteBuffer(bytes: chunk)
            while let finding = framer.next(&buffer) { findings.append(finding) }
            #expect(buffer.readableBytes == 0)
        }
        if let last = framer.finish() { findings.append(last) }
        return findings
    }

    private func line(_ text: String) -> LineFramer.Finding { .line(Array(text.utf8)) }

    @Test("takes one CR from the end, keeps any other, and counts an unterminated last line")
    func ends() {
        let bytes = Array("a\r\nb\r\r\n\n\r\nc\rd\ne".utf8)
        #expect(
            findings([bytes], lineBytes: 10)
                == [line("a"), line("b\r"), line(""), line(""), line("c\rd"), line("e")])
    }

    @Test("a line may be as long as the cap, its end not counted; a longer one is skipped and the next is read")
    func cap() {
        #expect(
            findings([Array("12345\n12345\r\n123456\n1\n123456\r\n1234567".utf8)], lineBytes: 5) == [
                line("12345"), line("12345"), .tooLong, line("1"), .tooLong, .tooLong,
            ])
    }

    @Test("any chunking of the bytes gives the same lines")
    func chunking() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let bytes: [UInt8] = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                [0x61, 0x62, 0x0A, 0x0D, 0xFF, 0x00].randomElement(using: &random) ?? 0
            }
            var chunks: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...9, using: &random)
                chunks.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(findings(chunks, lineBytes: 8) == findings([bytes], lineBytes: 8), "seed \(seed)")
        }
    }
}

import NIOCore
import Testing
import YitiCore
import YitiTestKit
import YitiWire

@Suite struct HumanInputTests {
    private func findings(_ chunks: [[UInt8]], lineBytes: Int = 4_096) -> [HumanInput.Finding] {
        var input = HumanInput(lineBytes: lineBytes)
        var findings: [HumanInput.Finding] = []
        for chunk in chunks {
            var buffer = ByteBuffer(bytes: chunk)
            while let finding = input.next(&buffer) { findings.append(finding) }
        }
        if let last = input.finish() { findings.append(last) }
        return findings
    }

    private func findings(_ text: String) -> [HumanInput.Finding] { findings([Array(text.utf8)]) }

    @Test("a line ends with CR LF, CR NUL, LF or a bare CR, and an unterminated last one counts")
    func ends() {
        #expect(
            findings("a\r\nb\r\0c\nd\re\n\n\r\r\nf")
                == ["a", "b", "c", "d", "e", "", "", "", "f"].map { .line($0) })
    }

    @Test("BS and DEL remove one character, however many bytes it has")
    func deletions() {
        let rows = [
            ("ab\u{8}c", "ac"), ("一二\u{7F}三", "一三"), ("x👨‍👩‍👧\u{7F}y", "xy"), ("e\u{301}\u{8}z", "z"), ("\u{8}\u{8}a", "a"),
            ("🇩🇪🇫🇷\u{8}", "🇩🇪"), ("abc\u{7F}\u{7F}\u{7F}\u{7F}", ""),
        ]
        for (typed, line) in rows { #expect(findings(typed + "\n") == [.line(line)]) }
    }

    @Test("other controls are dropped, the tab is kept, Ctrl-C drops the line")
    func controls() {
        let controls = String(
            String.UnicodeScalarView(
                (0...0x1F as ClosedRange<UInt8>).filter {
                    ![0x03, 0x08, 0x0A, 0x0D].contains($0)
                }.map { Unicode.Scalar($0) }))
        #expect(findings("a\(controls)b\u{85}\n") == [.line("a\tb")])
        #expect(findings("half\u{3}whole\n") == [.interrupt, .line("whole")])
    }

    @Test("a terminal's escape sequences are dropped whole, and take no more than their line")
    func escapes() {
        let rows = [
            ("a\u{1B}[Ab", "ab"), ("\u{1B}[1;5Cab", "ab"), ("a\u{1B}[200~b\u{1B}[201~", "ab"), ("a\u{1B}OPb", "ab"),
            ("a\u{1B}[3~b", "ab"), ("\u{1B}]0;a title\u{7}ab", "ab"), ("a\u{1B}]8;;x\u{1B}\\b", "ab"),
            ("a\u{1B}Psixel\u{1B}\\b", "ab"), ("a\u{1B}[[Ab", "ab"), ("a\u{1B}[38;5;1mb\u{1B}[0m", "ab"),
            ("\u{1B}ab", "ab"),
            ("a\u{1B}", "a"), ("a\u{1B}[", "a"), ("a\u{1B}[1;", "a"), ("a\u{1B}]never ended", "a"),
            ("a\u{1B}\u{1B}[Ab", "ab"),
            ("回\u{1B}[D答", "回答"), ("a\u{1B}[一", "a一"), ("a\u{1B}[?25lb", "ab"), ("a\u{1B}[>0;276;0cb", "ab"),
        ]
        for (typed, line) in rows {
            #expect(findings(typed + "\nnext\r\n") == [.line(line), .line("next")], "\(typed.debugDescription)")
            let bytes = Array((typed + "\n").utf8)
            #expect(findings(bytes.map { [$0] }) == [.line(line)], "\(typed.debugDescription) byte by byte")
            let telnet = bytes.flatMap { [$0, 255, 241] as [UInt8] }
            #expect(findings([telnet]) == [.line(line)], "\(typed.debugDescription) in telnet")
        }
    }

    @Test("a line over the cap and one that is no UTF-8 are refused whole, and the next is read")
    func faults() {
        let long = Array(repeating: UInt8(ascii: "x"), count: 11) + [0x0A]
        let whole = Array(repeating: UInt8(ascii: "x"), count: 10) + [0x0A]
        #expect(
            findings([long + whole + [0xC3, 0x28, 0x0A] + Array("ok\n".utf8)], lineBytes: 10)
                == [.refused(.tooLong), .line("xxxxxxxxxx"), .refused(.notUTF8), .line("ok")])
    }

    @Test("every option is refused once per direction, TIMING-MARK every time")
    func options() {
        let bytes: [UInt8] = [
            255, 251, 1, 255, 251, 1, 255, 253, 1, 255, 253, 1, 255, 252, 3, 255, 254, 3, 255, 253, 6, 255, 253, 6,
            255, 251, 6, 255, 241,
        ]
        #expect(
            findings([bytes + Array("a\n".utf8)])
                == [
                    .telnet([255, 254, 1]), .telnet([255, 252, 1]), .timingMark, .timingMark, .telnet([255, 254, 6]),
                    .line("a"),
                ])
    }

    @Test("a connection gets at most 64 refusals")
    func mostReplies() {
        let bytes = (0...199 as ClosedRange<UInt8>).flatMap { option -> [UInt8] in [255, 251, option] }
        #expect(findings([bytes]).count == 64)
    }

    @Test("subnegotiation is counted, not kept; more than 1,024 bytes of it close")
    func subnegotiation() {
        let short: [UInt8] = [255, 250, 24, 0] + Array("xterm".utf8) + [255, 255, 255, 240]
        #expect(findings([short + Array("a\n".utf8)]) == [.line("a")])
        let flood = findings([[255, 250] + [UInt8](repeating: 1, count: 1_025)])
        #expect(flood == [.flood])
    }

    @Test("IAC IP is Ctrl-C, IAC EC is a backspace, IAC IAC is a byte that is no UTF-8")
    func commands() {
        #expect(
            findings([[0x61, 255, 244, 0x62, 0x63, 255, 247, 0x0A, 255, 255, 0x0A]])
                == [.interrupt, .line("b"), .refused(.notUTF8)])
    }

    @Test("any chunking of the bytes gives the same findings")
    func chunking() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededRandom(seed: seed)
        let alphabet: [UInt8] = [
            0x61, 0x0A, 0x0D, 0x00, 0x08, 0x03, 0x1B, 0x5B, 0x5D, 0x4F, 0x07, 255, 251, 253, 250, 240, 244, 6, 0xE4,
            0xB8, 0x80, 0xC3,
        ]
        for _ in 0..<500 {
            let bytes: [UInt8] = (0..<Int.random(in: 0...90, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            var chunks: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...7, using: &random)
                chunks.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(findings(chunks, lineBytes: 9) == findings([bytes], lineBytes: 9), "seed \(seed)")
        }
    }
}

import Testing
import YitiCore
import YitiWire
import YitiWords

@Suite struct HumanWriterTests {
    private func text(_ writer: HumanWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

    @Test("marks every line and ends it with CR LF")
    func lines() {
        var writer = HumanWriter()
        writer.detail("a")
        writer.done("b")
        writer.refused(.noQuestion, "无")
        writer.notice("c")
        #expect(text(writer) == "- a\r\n+ b\r\n! no_question: 无\r\n* c\r\n")
    }

    @Test("colours stand behind the mark, and only when they are on")
    func colors() {
        var writer = HumanWriter(color: true)
        writer.done("b\u{1B}[0m")
        #expect(text(writer) == "+ \u{1B}[32mb\u{FFFD}[0m\u{1B}[0m\r\n")
    }

    @Test("no control reaches a terminal but the tab, and direction marks are shown")
    func filter() {
        for value in Array(0...0x1F) + Array(0x7F...0x9F) as [UInt8] {
            let character = Character(Unicode.Scalar(value))
            #expect(TerminalText.filtered("a\(character)b") == (value == 9 ? "a\tb" : "a\u{FFFD}b"))
        }
        #expect(TerminalText.filtered("x\u{202E}y\u{2066}\u{61C}") == "x<U+202E>y<U+2066><U+061C>")
        #expect(TerminalText.filtered("\r\n") == "\u{FFFD}\u{FFFD}")
        #expect(TerminalText.filtered("👨‍👩‍👧 题 ▓") == "👨‍👩‍👧 题 ▓")
    }

    @Test("the greeting is one line of at most 200 bytes that says it is ready")
    func greeting() {
        #expect(DoorWords.greeting(ServerName.text).utf8.count <= 198)
        #expect(DoorWords.greeting(ServerName.text).hasPrefix("* Yiti "))
    }

    @Test("every word of the connection's own has its twin")
    func words() {
        for text in [
            HumanWords.draftOpened, HumanWords.draftFor("loss-01"), HumanWords.dropped, HumanWords.noDraft,
            HumanWords.lineTooLong, HumanWords.notUTF8,
            HumanWords.stopping, HumanWords.shutdown, HumanWords.unavailable, HumanWords.idle, HumanWords.noFirstLine,
            HumanWords.unfinishedLine,
            HumanWords.tooManyConnections, HumanWords.full, HumanWords.notHTTP, HumanWords.telnetFlood,
            HumanWords.draftTooLong(lines: 1, bytes: 1),
        ] {
            #expect(!text.zh.isEmpty && !text.en.isEmpty)
        }
    }
}

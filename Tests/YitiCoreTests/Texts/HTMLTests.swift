import Testing
import YitiCore

@Suite("plain text as HTML")
struct HTMLTests {
    @Test("what HTML gives a meaning to is an entity, wherever it stands, and nothing else changes")
    func escapes() {
        #expect(HTML.escaped("<b>1 & 2</b>\t\"'") == "&lt;b&gt;1 &amp; 2&lt;/b&gt;&#9;&quot;&#39;")
        #expect(HTML.escaped("损失，👩‍🔬") == "损失，👩‍🔬")
        #expect(HTML.escaped("") == "")
    }

    @Test("line breaks stay, or are <br>, whichever is asked for")
    func breaksLines() {
        #expect(HTML.escaped("一\r\n二\n") == "一\r\n二\n")
        #expect(HTML.escaped("一\r\n二\n<", breaksLines: true) == "一<br>二<br>&lt;")
    }
}

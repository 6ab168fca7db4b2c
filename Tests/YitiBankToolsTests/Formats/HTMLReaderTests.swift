import Testing
import YitiBankTools
import YitiCore

@Suite struct HTMLReaderTests {
    static let texts: [(String, String)] = [
        ("plain", "plain"), ("a<br>b<br/>c", "a\nb\nc"), ("<div>a</div><div>b</div>", "a\nb"),
        ("<b>a</b> <i>b</i>", "a b"),
        ("a &lt;b&gt; &amp; c&nbsp;d &#8722;1 &#x2212; &bogus; &", "a <b> & c d −1 − &bogus; &"), ("a\n   b", "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"), ("<ol><li>a</li><li>b</li></ol>c", "1. a\n2. b\nc"),
        ("x<pre>a\n  b</pre>y", "x\n```\na\n  b\n```\ny"),
        ("<pre class=\"python\">a<br>b<br></pre>", "```python\na\nb\n```"),
        ("x<sup>2</sup>, y<sub>i</sub>", "x^2, y_i"), ("a < b and c > d", "a < b and c > d"),
        ("a<script>x<b></script>b", "ab"),
        ("<h3>要点</h3>a<h3>Other</h3>b", "### 要点\na\nOther\nb"), ("a<", "a<"), ("<b", "<b"), ("<!-- note -->a", "a"),
        ("&nbsp;&nbsp;L = 1<br>b", "  L = 1\nb"), ("", ""),
    ]

    @Test("makes lines of blocks and drops what plain text can't hold", arguments: texts)
    func readsHypertext(html: String, text: String) {
        #expect(HTML.plainText(html, headings: ["要点"]).text == text)
    }

    @Test("counts the images and sounds that it leaves out")
    func countsMedia() {
        #expect(HTML.plainText("a<img src=\"x.png\">b<img src='y'/>").media == 2)
    }

    @Test("takes time in proportion to the text, however many tags never end", .timeLimit(.minutes(2)))
    func staysLinear() {
        for text in ["<", "<a", "<p &"] {
            let html = String(repeating: text, count: 200_000 / text.count)
            #expect(HTML.plainText(html).text == html.trimmingSpaces())
        }
    }

    static let tables: [(String, String)] = [
        ("<table><tr><td>TP</td><td>FP</td></tr><tr><td>FN</td><td>TN</td></tr></table>", "TP | FP\nFN | TN"),
        ("a<table><tbody><tr><th></th><th>x</th></tr></tbody></table>b", "a\n | x\nb"),
        ("<table><tr><td><p>a</p><p>b</p></td> <td>c<br>d</td></tr></table>", "a b | c d"),
        (
            "<a href='https://a.b'>a</a> <a href=\"https://a.b\">https://a.b</a> <a href='#x'>c</a>",
            "a (https://a.b) https://a.b c"
        ),
    ]

    @Test("keeps cells, rows and addresses apart", arguments: tables)
    func readsTables(html: String, text: String) {
        #expect(HTML.plainText(html).text == text)
    }

    @Test("what it escapes it reads back")
    func roundTrips() {
        let text = "a < b && c > \"d\" 'e' &amp; <br>"
        #expect(HTML.plainText(HTML.escaped(text)).text == text)
    }
}

import Testing
import YitiCore

@Suite struct SearchQueryTests {
    private func finds(_ words: String, in text: String) -> Bool { SearchQuery(words).score(FoldedText(text)) != nil }

    @Test(
        "finds words inside others, in any case and width",
        arguments: [
            ("交叉", "用交叉熵"), ("熵损", "交叉熵损失"), ("SOFTMAX", "a softmaxes b"), ("ｓｏｆｔ", "Softmax"), ("soft", "ＳＯＦＴＭＡＸ"),
            ("é", "École"), ("Σ", "σ"), ("ж", "Ж"), ("a b", "b　a"), ("😀", "so 😀"), ("ReLU 梯度", "梯度过 relu"),
            ("1e-3", "lr=1E-3"), ("naïve bayes", "Naive Bayes"), ("損失函數", "损失函数"), ("損失", "損失"), ("naïve", "naïve"),
            ("café 熵", "cafe 熵"),
        ])
    func finds(_ words: String, _ text: String) { #expect(finds(words, in: text)) }

    @Test(
        "leaves out a text that lacks a word",
        arguments: [("交熵", "交叉熵"), ("a c", "a b"), ("aab", "aaab b"), ("", "a"), ("ab", "a")])
    func leavesOut(_ words: String, _ text: String) { #expect(finds(words, in: text) == (words == "aab")) }

    @Test("a word that joins two is found whole or, after that, in its parts")
    func joined() throws {
        for words in ["softmax和交叉熵", "softmax與交叉熵", "softmax-交叉熵", "交叉熵和softmax"] {
            #expect(finds(words, in: "交叉熵配 softmax"), "\(words)")
            #expect(!finds(words, in: "交叉熵"), "\(words)")
        }
        #expect(
            finds("GBDT和XGBoost", in: "XGBoost 是 GBDT") && !finds("饱和", in: "饱") && !finds("loss-01", in: "loss 01"))
        let query = SearchQuery("均值和方差")
        let (apart, whole) = (query.score(FoldedText("方差，均值，方差")), query.score(FoldedText("用均值和方差")))
        #expect(try #require(apart) < #require(whole))
        #expect(query.excerpt(of: String(repeating: "长", count: 100) + "方差、均值") == "…长长长长方差、均值")
    }

    @Test("finds what the standard library finds, in random texts")
    func sameAsContains() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("abA 交叉熵")
        for _ in 0..<3_000 {
            let text = String(
                (0..<Int.random(in: 0...24, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            let word = String(
                (0..<Int.random(in: 1...4, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            let words = word.split(separator: " ")
            let isThere = !words.isEmpty && words.allSatisfy { text.lowercased().contains($0.lowercased()) }
            #expect(finds(word, in: text) == isThere, "\(word) in \(text)")
        }
    }

    @Test("puts words that stand together before those that stand apart, and more of them before fewer")
    func ranks() throws {
        let query = SearchQuery("hinge loss")
        let texts = ["loss of a hinge", "the hinge loss", "loss, loss and a hinge"]
        let scores = try texts.map { try #require(query.score(FoldedText($0))) }
        #expect(scores[0] < scores[2] && scores[2] < scores[1])
    }

    @Test("shows the part of a long text that has what was found, in one line")
    func excerpts() {
        let query = SearchQuery("HINGE")
        #expect(query.excerpt(of: "a\nhinge") == "a hinge")
        let long = String(repeating: "长", count: 100) + "\nthe hinge"
        #expect(query.excerpt(of: long) == "…长长 the hinge")
    }

    @Test("a text that is no UTF-8 folds to no more than there is room for")
    func notUTF8() {
        for octets: [UInt8] in [[0xFF], [0xFF, 0x41], [0xC3], [0xE2, 0x28, 0xFF], [0xF0, 0xFF, 0xFF, 0xFF], [0xE4]] {
            #expect(octets.withUnsafeBufferPointer { FoldedText(utf8: $0) }.bytes.count <= octets.count)
        }
    }
}

/// A small bank in text, complete and without findings; tests break one line of it at a time.
package enum BankExamples {
    /// One topic of two questions.
    package static let page = """
        # 损失函数 | Loss functions
        id: loss

        ## loss-01 ★★★★★
        交叉熵为什么配 sigmoid？
        Why does cross-entropy go with a sigmoid?
        related: loss-02

        ### 要点
        1. 梯度是 ŷ − y
        2. 不会饱和
        3. 等于极大似然
        ### Key points
        1. The gradient is ŷ − y
        2. It does not saturate
        3. It is maximum likelihood
        ### 参考答案
        第一段。

        ```python
        ## 这不是标题
        print(1)
        ```
        最后一段。
        ### Reference answer
        One paragraph.
        Its second line.
        ### 追问
        - 多分类呢？
        ### Follow-ups
        - And with many classes?
        ### Code
        ```python
        # a comment, no title
        assert 1 + 1 == 2
        ```

        ## loss-02 ★★★
        说说 KL 散度
        What is the KL divergence?

        ### 要点
        1. 一
        2. 二
        3. 三
        ### Key points
        1. One
        2. Two
        3. Three
        ### 参考答案
        两个分布的差别。
        ### Reference answer
        How two distributions differ.
        ### 追问
        - 对称吗？
        ### Follow-ups
        - Is it symmetric?

        """

    /// The example with the first occurrence of a line replaced by other lines.
    package static func page(replacing line: String, by replacement: String) -> String {
        var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let index = lines.firstIndex(of: line) { lines[index] = replacement }
        return lines.joined(separator: "\n")
    }
}

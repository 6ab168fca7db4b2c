/// What is long for every network.
enum LongText {
    /// 3,500 characters, most of them Chinese, some with combining marks, some of many code points.
    static let text = String(
        repeating: String(repeating: "损失函数的值要看数据，", count: 6) + "e\u{301}👩‍👩‍👧‍👦。x", count: 50)
}

import Testing
import YitiCore

@Suite("Names that a word joins without a space") struct JoinedNamesTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "each of them is read, and a name that holds such a word is whole",
        arguments: [
            ("损失函数和正则化", ["loss", "regularization"]), ("损失函数与支持向量机", ["loss", "svm"]), ("loss和svm", ["loss", "svm"]),
            ("损失函数和正则化及支持向量机", ["loss", "regularization", "svm"]), ("1和4", ["loss", "svm"]),
            ("损失跟支持", ["loss", "svm"]),
            ("线性回归与逻辑回归", ["regression"]), ("线性回归与逻辑回归和损失函数", ["regression", "loss"]),
            ("损失函数和线性回归与逻辑回归", ["loss", "regression"]), ("损失函数 及 正则化", ["loss", "regularization"]),
            ("损失函数、正则化和支持向量机", ["loss", "regularization", "svm"]), ("損失函數與正則化", ["loss", "regularization"]),
        ])
    func topics(typed: String, ids: [String]) {
        #expect(examples.command("/topic \(typed)") == .selectTopics(ids), "\(typed)")
        #expect(examples.command("/mock 20m \(typed)") == .mock(.go(minutes: 20, topics: ids)), "\(typed)")
        #expect(examples.command("选主题 \(typed)") == .selectTopics(ids), "\(typed)")
    }

    @Test("the one of them that there is not is named")
    func unknown() {
        guard case .topics(.unknown(let typed, _))? = examples.refusal("/topic 损失函数和火星")?.reason else {
            Issue.record("\(examples.parse("/topic 损失函数和火星"))")
            return
        }
        #expect(typed == "火星")
        #expect(examples.refusal("/topic 和平")?.code == .unknownTopic)
    }
}

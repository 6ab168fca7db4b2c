import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Other words for the same") struct OtherWordTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test("an interview is ended, and gone on with, by any word for it")
    func mock() {
        for word in ["stop", "quit", "exit", "cancel", "finish", "over", "done", "退出", "取消", "停"] {
            #expect(examples.command("/mock \(word)") == .mock(.stop), "\(word)")
        }
        for word in ["start", "begin", "resume", "continue", "go on", "继续", "开始"] {
            #expect(examples.command("/mock \(word)") == examples.command("/mock"), "\(word)")
        }
    }

    @Test("a name may be nothing but a picture", arguments: ["🦊", "👩‍👩‍👧‍👦", "Bob 🦊"])
    func names(name: String) { #expect(examples.command("/name \(name)") == .name(name)) }

    @Test("a pause is ended by what turns other things off")
    func pauseOff() {
        for line in ["/pause off", "/pause end", "/unpause", "暂停 取消", "/pause stop"] {
            #expect(examples.command(line) == .resume, "\(line)")
        }
    }

    @Test(
        "a language is known by its names",
        arguments: [
            ("简体中文", Language.zh), ("繁體中文", .zh), ("zh-TW", .zh), ("zh_Hans", .zh), ("普通话", .zh), ("Mandarin", .zh),
            ("en-US", .en),
            ("英語", .en), ("中英双语", .both), ("中文和英文", .both),
        ])
    func languages(typed: String, language: Language) {
        #expect(examples.command("/language \(typed)") == .language(language), "\(typed)")
    }
}

import YitiCore

/// What the commands about a person's data say, and the sandbox's `/clock`.
enum DataWords {
    /// The code that `/forget` wants to see again, and what would go.
    static func forgetCode(_ code: String, deletes belongings: Belongings) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "会删除：\(belongings.text.zh)。删了找不回，要留一份先 /export\n确定就输入：/forget \(code)",
                en:
                    "This deletes \(belongings.text.en), for good; /export first to keep a copy.\nIf you are sure: /forget \(code)"
            ),
            data: [Datum.Member("code", .string(code))] + belongings.data)
    }

    /// What was deleted.
    static func forgotten(_ belongings: Belongings) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "删除了：\(belongings.text.zh)。你在这里是新人了，随时 /start",
                en: "Deleted: \(belongings.text.en). You are new here now; /start whenever you like"),
            data: belongings.data)
    }

    /// One page as a message; it counts from 1.
    static func exported(_ content: String, format: ExportFormat, page number: Int, of count: Int) -> InfoFacts {
        let next = number < count ? "/export \(format.rawValue) \(number + 1)" : nil
        let ending =
            next.map {
                Text(zh: "第 \(number)/\(count) 页，下一页：\($0)", en: "Page \(number) of \(count); the next: \($0)")
            } ?? Text(zh: "第 \(number)/\(count) 页，就这些了", en: "Page \(number) of \(count): that is all")
        let body = content.last.map { !$0.isNewline } ?? false ? content + "\n" : content
        return InfoFacts(
            ending.map { body + $0 },
            data: [
                Datum.Member("format", .string(format.rawValue)), Datum.Member("page", .count(number)),
                Datum.Member("pages", .count(count)), Datum.Member("content", .string(content)),
                Datum.Member("next", .string(orNull: next)),
            ])
    }

    /// A report went to the operator's queue; `question` is the one it is about, if any.
    static func reported(_ question: String?) -> InfoFacts {
        InfoFacts(
            question.map {
                Text(
                    zh: "谢谢，关于 \($0) 的反馈已经交给维护的人",
                    en: "Thank you: what you say about \($0) is with the people who keep the bank")
            } ?? Text(zh: "谢谢，反馈已经交给维护的人", en: "Thank you: it is with the people who keep the bank"),
            ref: question, data: [Datum.Member("question", question.map { .string($0) } ?? .null)])
    }

    /// What time it is in the sandbox.
    static func clock(_ now: Instant) -> InfoFacts {
        InfoFacts(
            Text(zh: "现在是 \(now.text)。往后拨：/clock +25h", en: "It is \(now.text). To move on: /clock +25h"),
            data: [Datum.Member("now", .string(now.text))])
    }
}

extension Belongings {
    var text: Text {
        Text(
            zh: "\(answers) 次回答和打分、\(notes) 条笔记、\(bookmarks) 个收藏、\(subscriptions) 个订阅、\(identities) 个身份和全部设置",
            en: Self.counted(answers, "answer with its rating", "answers with their ratings") + ", "
                + Self.counted(notes, "note", "notes") + ", " + Self.counted(bookmarks, "bookmark", "bookmarks") + ", "
                + Self.counted(subscriptions, "subscription", "subscriptions") + ", "
                + Self.counted(identities, "identity", "identities") + " and all settings")
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    var data: [Datum.Member] {
        [
            Datum.Member("answers", .integer(Int64(answers))), Datum.Member("notes", .integer(Int64(notes))),
            Datum.Member("bookmarks", .integer(Int64(bookmarks))),
            Datum.Member("subscriptions", .integer(Int64(subscriptions))),
            Datum.Member("identities", .integer(Int64(identities))),
        ]
    }
}

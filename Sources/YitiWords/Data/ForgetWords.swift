package import YitiCore

/// What `/forget` says.
extension AccountWords {
    /// The code that `/forget` wants to see again, and what would go.
    package static func forgetCode(_ code: String, deletes belongings: Belongings) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "会删除：\(belongings.text.zh)。删了找不回，要留一份先 /export\n确定就输入：/forget \(code)",
                en:
                    "This deletes \(belongings.text.en), for good; /export first to keep a copy.\nIf you are sure: /forget \(code)"
            ),
            data: [Datum.Member("code", .string(code))] + belongings.data)
    }

    /// What was deleted.
    package static func forgotten(_ belongings: Belongings) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "删除了：\(belongings.text.zh)。你在这里是新人了，随时 /start",
                en: "Deleted: \(belongings.text.en). You are new here now; /start whenever you like"),
            data: belongings.data)
    }
}

extension Belongings {
    var text: Text {
        Text(
            zh: "\(answers) 次回答和打分、\(notes) 条笔记、\(bookmarks) 个收藏、\(subscriptions) 个订阅、\(identities) 个身份和全部设置",
            en: "\(answers) answers with their ratings, \(notes) notes, \(bookmarks) bookmarks, "
                + "\(subscriptions) subscriptions, \(identities) identities and all settings")
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

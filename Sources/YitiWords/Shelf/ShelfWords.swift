import YitiCore

/// What `/bookmark`, `/bookmarks` and `/note` say.
enum ShelfWords {
    private static func count(_ shown: Int, _ all: Int) -> String { shown < all ? "\(shown)/\(all)" : "\(all)" }

    /// The questions kept, newest first; at most 50 are listed.
    static func bookmarks(_ items: [ShelfItem]) -> InfoFacts {
        let data = [Datum.Member("questions", .list(items.prefix(50).map { .string($0.question) }))]
        guard !items.isEmpty else {
            return InfoFacts(
                Text(
                    zh: "收藏夹是空的。/bookmark 收藏当前或刚才的题",
                    en: "No bookmarks yet. /bookmark keeps the open or the last question"), data: data)
        }
        let shown = items.prefix(50)
        let head = Text(
            zh: "收藏 \(count(shown.count, items.count))", en: "Bookmarks: \(count(shown.count, items.count))")
        let last = Text(zh: "取消收藏：/bookmark 题号", en: "To let one go: /bookmark ID")
        return InfoFacts(([head] + ShelfItem.lines(shown) + [last]).joined(), data: data)
    }

    /// A bookmark was set, or taken away.
    static func bookmarked(_ question: String, isSet: Bool) -> InfoFacts {
        InfoFacts(
            isSet
                ? Text(zh: "收藏了 \(question)。全部收藏：/bookmarks", en: "Kept \(question). All of them: /bookmarks")
                : Text(
                    zh: "\(question) 不再收藏。全部收藏：/bookmarks", en: "\(question) is no longer kept. The others: /bookmarks"),
            ref: question,
            data: [Datum.Member("question", .string(question)), Datum.Member("bookmarked", .bool(isSet))])
    }

    /// A note was written.
    static func noted(_ question: String) -> InfoFacts {
        InfoFacts(
            Text(zh: "记在 \(question) 上了，/reveal 时会一起显示", en: "Noted on \(question); it shows with /reveal"),
            ref: question,
            data: [Datum.Member("question", .string(question))])
    }
}

package import YitiCore

/// Cuts a list of answers into pages, so that each page's message, text and `data` together, fits a line of the wire.
package enum HistoryPages {
    /// Columns that the question takes over each answer.
    private static let wordingColumns = 70
    private static let pageBytes = WireBudget.messageBytes - 2_048
    /// Said where an answer is cut: it leaves room for the answer's head and the words at the end.
    private static let headBytes = 1_024

    /// The pages, in the order of the answers; never empty, and no page is unless there are no answers.
    ///
    /// An answer that does not fit twice (in `text` and in `data`) is alone on its page. One that does not even fit once, because its
    /// characters are escaped, goes on over as many pages as it takes.
    package static func pages(of entries: [HistoryFacts.Entry]) -> [[HistoryFacts.Entry]] {
        var pages: [[HistoryFacts.Entry]] = []
        var page: [HistoryFacts.Entry] = []
        var taken = 0
        for entry in entries.flatMap(pieces) {
            let bytes = cost(entry)
            if !page.isEmpty, taken + bytes > pageBytes {
                pages.append(page)
                (page, taken) = ([], 0)
            }
            page.append(entry)
            taken += bytes
        }
        return page.isEmpty && !pages.isEmpty ? pages : pages + [page]
    }

    private static func cost(_ entry: HistoryFacts.Entry) -> Int {
        let wording = [entry.wording.zh, entry.wording.en].map {
            WireBudget.escapedBytes($0.truncated(toColumns: wordingColumns))
        }
        return 2 * (WireBudget.escapedBytes(entry.text) + (wording.max() ?? 0)) + 320
    }

    private static func pieces(_ entry: HistoryFacts.Entry) -> [HistoryFacts.Entry] {
        let room = pageBytes - headBytes
        guard WireBudget.escapedBytes(entry.text) > room else { return [entry] }
        return ExportPages.cut(entry.text, bytes: room).map { text in
            var piece = entry
            piece.text = text
            return piece
        }
    }

    /// How many escaped bytes of answers' texts a page's `text` holds, when its `data` takes so many.
    static func textBytes(dataBytes: Int) -> Int { max(0, WireBudget.messageBytes - dataBytes - headBytes) }

    /// The question over an answer, in one line.
    static func wording(_ entry: HistoryFacts.Entry, _ language: Language) -> String {
        entry.wording.wording(in: language).replacingSpaces(" ").truncated(toColumns: wordingColumns)
    }
}

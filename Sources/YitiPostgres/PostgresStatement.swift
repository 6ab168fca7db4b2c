/// A statement that a connection prepares when it is first sent, and keeps. Its text is for SQLite and PostgreSQL alike: parameters are
/// `?`, or `?1` for those that stand at several places.
package final class PostgresStatement {
    /// As PostgreSQL spells it, with `$1` for parameters.
    package let text: String
    /// Known to the server under this name.
    let name: String
    /// Whether the server knows it.
    var isPrepared = false
    /// Whether there are new rows after it, whatever was there.
    private(set) lazy var surelyChangesRows =
        text.hasPrefix("INSERT") && !text.contains("DO NOTHING")
        && [" VALUES (", " unnest("].contains { text.contains($0) }
    /// How it is said for many rows at once; nil when it can't be.
    package internal(set) lazy var form = ManyRowsForm(text)
    /// That statement, once it was asked for.
    var manyRows: PostgresManyRows?
    private var columns: [String]?

    init(_ sql: String, name: String) {
        self.name = name
        text = Self.withDollars(sql)
    }

    /// Where a column is in a result of this statement; nil when it has none of that name.
    package func index(of column: StaticString, in result: PostgresResult) -> Int? {
        let known = columns ?? result.columns
        columns = known
        return known.firstIndex { name in
            column.withUTF8Buffer { name.utf8.count == $0.count && name.utf8.elementsEqual($0) }
        }
    }

    /// `?` counts up, `?1` says which one it is. No text of ours has a question mark between quotes.
    private static func withDollars(_ sql: String) -> String {
        var count = 0
        var rest = sql[...]
        var text = ""
        while let place = rest.firstIndex(of: "?") {
            text += rest[..<place] + "$"
            rest = rest[rest.index(after: place)...]
            guard rest.first?.isNumber != true else { continue }
            count += 1
            text += String(count)
        }
        return text + rest
    }
}

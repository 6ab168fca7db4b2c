internal import Foundation

/// How the text of a statement for one row becomes that of one for many: derived, so that no query is written twice.
///
/// A question is asked of each row beside the others (`LATERAL`), and says in its last column, `n`, which row of parameters it answers,
/// from 1. Only what can be said so without a doubt has a form: no condition but on the equality of columns, nothing that returns rows.
package struct ManyRowsForm: Sendable {
    /// What a statement does to its rows.
    package enum Verb: Sendable {
        case ask
        case insert
        case update
        case delete
    }

    package let verb: Verb
    /// The table that is written; "" for a question.
    package let table: String
    /// The parameters, from 0, that say which row is written: two with the same values may not be in one statement, since PostgreSQL keeps
    /// one of them, or refuses both.
    package let keys: [Int]
    private let beginning: String
    private let ending: String

    init?(_ text: String) {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.contains("RETURNING"), text.contains("$") else { return nil }
        switch text.prefix(while: { $0 != " " }) {
        case "SELECT": self.init(question: text)
        case "INSERT": self.init(insertion: text)
        case "UPDATE": self.init(change: text, .update, introduction: "UPDATE ", joined: "FROM")
        case "DELETE": self.init(change: text, .delete, introduction: "DELETE FROM ", joined: "USING")
        default: return nil
        }
    }

    private init?(question text: String) {
        guard !text.contains("FOR UPDATE"), !text.contains("setval") else { return nil }
        self.init(
            verb: .ask, table: "", keys: [], beginning: "SELECT q.*, r.n FROM",
            ending: "WITH ORDINALITY AS r(*, n), LATERAL (\(text)) AS q")
    }

    private init?(insertion text: String) {
        guard let values = text.range(of: " VALUES ("), !text.contains("SELECT") else { return nil }
        let conflict = text.range(of: " ON CONFLICT (")
        let given = text[values.upperBound..<(conflict?.lowerBound ?? text.endIndex)]
        guard given.last == ")" else { return nil }
        let head = text[..<values.lowerBound]
        let columns = Self.list(in: head)
        let keys = conflict.map { Self.list(in: "(" + text[$0.upperBound...].prefix { $0 != ")" } + ")") } ?? []
        self.init(
            verb: .insert, table: Self.word(after: "INSERT INTO ", in: text),
            keys: keys.compactMap { columns.firstIndex(of: $0) },
            beginning: "\(head) SELECT \(given.dropLast()) FROM",
            ending: "AS r(*)" + (conflict.map { text[$0.lowerBound...] } ?? ""))
    }

    private init?(change text: String, _ verb: Verb, introduction: String, joined: String) {
        guard let condition = text.range(of: " WHERE ") else { return nil }
        let which = text[condition.upperBound...]
        guard !["<", ">", "SELECT", " OR ", "||", "BETWEEN", "CASE"].contains(where: { which.contains($0) }) else {
            return nil
        }
        self.init(
            verb: verb, table: Self.word(after: introduction, in: text), keys: Self.parameters(in: which),
            beginning: "\(text[..<condition.lowerBound]) \(joined)", ending: "AS r(*) WHERE \(which)")
    }

    private init(verb: Verb, table: String, keys: [Int], beginning: String, ending: String) {
        self.verb = verb
        self.table = table
        self.keys = keys
        self.beginning = beginning
        self.ending = ending
    }

    /// The text, for parameters of these types as PostgreSQL numbers them; nil when one is of a type that is not known here.
    func text(for types: [UInt32]) -> String? {
        let names = types.compactMap { Self.names[$0] }
        guard names.count == types.count else { return nil }
        let arrays = names.enumerated().map { "$\($0 + 1)::\($1)[]" }.joined(separator: ", ")
        let columns = names.indices.map { "p\($0 + 1)" }.joined(separator: ", ")
        let ending = ending.replacingOccurrences(of: "r(*", with: "r(\(columns)")
        return "\(Self.named(beginning, names.count)) unnest(\(arrays)) \(Self.named(ending, names.count))"
    }

    private static let names: [UInt32: String] = [20: "bigint", 25: "text", 701: "double precision", 17: "bytea"]

    /// Has each parameter be a column of `r`; `$12` before `$1`.
    private static func named(_ text: String, _ count: Int) -> String {
        (1...count).reversed().reduce(text) { $0.replacingOccurrences(of: "$\($1)", with: "r.p\($1)") }
    }

    private static func word(after introduction: String, in text: String) -> String {
        String(text.dropFirst(introduction.count).prefix { $0 != " " })
    }

    /// What stands in the brackets that a text ends with.
    private static func list(in text: some StringProtocol) -> [String] {
        guard let start = text.firstIndex(of: "(") else { return [] }
        return text[text.index(after: start)...].dropLast().components(separatedBy: ", ")
    }

    private static func parameters(in text: some StringProtocol) -> [Int] {
        text.split(separator: "$").dropFirst(text.first == "$" ? 0 : 1).compactMap {
            Int($0.prefix(while: \.isNumber)).map { $0 - 1 }
        }
    }
}

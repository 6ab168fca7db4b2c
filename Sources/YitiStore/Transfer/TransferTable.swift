import GRDB

/// A table as both engines have it, told from SQLite's: what of PostgreSQL's is its own is not moved.
struct TransferTable {
    /// What a column holds; the tables are STRICT.
    enum Kind: String {
        case integer = "INTEGER"
        case real = "REAL"
        case text = "TEXT"
        case blob = "BLOB"
    }

    let name: String
    let columns: [(name: String, kind: Kind)]
    /// The columns of the primary key, in its order.
    let key: [String]

    /// The columns, quoted: `user` is the login's name to PostgreSQL.
    var columnList: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }

    /// Every row that is moved, in the same order on both engines: numbers by value, texts and blobs octet by octet.
    var query: String {
        "SELECT \(columnList) FROM \(moved) ORDER BY " + key.map { "\"\($0)\"" }.joined(separator: ", ")
    }

    /// How many rows are moved.
    var countQuery: String { "SELECT count(*) FROM \(moved)" }

    /// Takes away what is not of the place itself.
    var deletion: String { "DELETE FROM \(moved)" }

    /// All rows but the place's name for bridges: what they remember of one place's deliveries is not the other's.
    private var moved: String {
        "\"\(name)\"" + (name == "meta" ? " WHERE key <> '\(Transaction.storeNameKey)'" : "")
    }

    /// Every table, those that others refer to before them.
    static func all(in database: Database) throws -> [TransferTable] {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations' ORDER BY name
                """)
        var waiting = try names.map {
            (table: try TransferTable($0, in: database), parents: try parents(of: $0, database))
        }
        var sorted: [TransferTable] = []
        while !waiting.isEmpty {
            let absent = Set(waiting.map(\.table.name))
            let next = waiting.filter { absent.isDisjoint(with: $0.parents) }
            guard !next.isEmpty else { throw StoreFailure(.damaged, "tables refer to each other in a circle") }
            sorted += next.map(\.table)
            waiting.removeAll { absent.isDisjoint(with: $0.parents) }
        }
        return sorted
    }

    private init(_ name: String, in database: Database) throws {
        self.name = name
        let rows = try GRDB.Row.fetchAll(
            database, sql: "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", arguments: [name])
        columns = try rows.map { row in
            guard let kind = Kind(rawValue: row["type"]) else {
                throw StoreFailure(.damaged, "the column \(row["name"] as String) of \(name) has no type")
            }
            return (row["name"], kind)
        }
        key = rows.filter { ($0["pk"] as Int) > 0 }.sorted { ($0["pk"] as Int) < ($1["pk"] as Int) }.map { $0["name"] }
    }

    private static func parents(of name: String, _ database: Database) throws -> Set<String> {
        try String.fetchSet(
            database,
            sql: """
                SELECT "table" FROM pragma_foreign_key_list(?)
                """, arguments: [name]
        ).subtracting([name])
    }
}

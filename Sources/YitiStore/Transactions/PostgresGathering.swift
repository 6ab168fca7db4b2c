import YitiPostgres

/// Statements that were to be sent and are not yet, since others that do the same to other rows may follow: one statement for all of them.
///
/// What a row of a statement finds is as if each had been sent at once. One joins those of its kind where nothing was sent after them but
/// changes of other tables' rows, on which it can't depend: no row it refers to is made or removed by those.
struct PostgresGathering {
    private struct Group {
        let statement: PostgresStatement
        let form: ManyRowsForm
        let first: PostgresValues
        private(set) var rows = PostgresRows()
        private(set) var keys: Set<[UInt8]> = []

        init(_ statement: PostgresStatement, _ form: ManyRowsForm, _ values: PostgresValues, _ key: [UInt8]?) {
            self.statement = statement
            self.form = form
            first = values.copy()
            add(values, key)
        }

        mutating func add(_ values: PostgresValues, _ key: [UInt8]?) {
            rows.add(values)
            if let key { keys.insert(key) }
        }
    }

    private var groups: [Group] = []

    /// So many rows are in a statement at most: what waits is bounded.
    private static let maxRows = 1_000

    /// Adds a statement, or sends it when it is of a kind that can't wait.
    mutating func add(
        _ statement: PostgresStatement, _ values: PostgresValues, for connection: PostgresConnection
    ) throws {
        guard let form = statement.form, form.verb != .ask else {
            try send(on: connection)
            return try connection.send(statement, values)
        }
        let key = form.keys.isEmpty ? nil : values.key(of: form.keys)
        if let place = place(for: statement, form, key), try connection.forMany(statement) != nil {
            groups[place].add(values, key)
        } else {
            groups.append(Group(statement, form, values, key))
        }
    }

    private func place(for statement: PostgresStatement, _ form: ManyRowsForm, _ key: [UInt8]?) -> Int? {
        for place in groups.indices.reversed() {
            let group = groups[place]
            if group.statement === statement {
                let isNew = key.map { !group.keys.contains($0) } ?? true
                return isNew && group.rows.count < Self.maxRows ? place : nil
            }
            guard group.form.verb == .update, form.verb != .delete, group.form.table != form.table else { return nil }
        }
        return nil
    }

    /// Sends all of it, in order.
    mutating func send(on connection: PostgresConnection) throws {
        let waiting = groups
        groups.removeAll(keepingCapacity: true)
        for group in waiting {
            if group.rows.count > 1, let many = try connection.forMany(group.statement) {
                try connection.send(many.statement, many.values(of: group.rows))
            } else {
                try connection.send(group.statement, group.first)
            }
        }
    }
}

import YitiPostgres

/// The tables as PostgreSQL has them: the same as SQLite's of the same version, column for column.
///
/// Migrations only add what the version before ignores, so that both may write for a while; what is of no more use is removed a version later.
enum PostgresSchema {
    /// What makes a version of the one before, and the oldest version whose programs may write then.
    struct Migration {
        let version: Int64
        let oldestWriter: Int64
        let script: String
    }

    /// Every migration, oldest first. One that has been released is never edited. The first is SQLite's eighth.
    static let migrations = [Migration(version: 8, oldestWriter: 8, script: version8)]

    /// The version that this program writes.
    static var current: Int64 { migrations.last?.version ?? 0 }

    /// Advisory locks are known by numbers: ours begin with "Yiti" in ASCII, and end with the schema's name.
    private static let writerLock = "SELECT pg_advisory_lock(\(Schema.applicationID), hashtext(current_schema()))"
    private static let migrationLock = """
        SELECT pg_advisory_xact_lock(\(Schema.applicationID), hashtext('migration of ' || current_schema()))
        """

    /// Keeps a second server away for as long as the session lasts: until several can share people out among them, two would both write.
    /// The session of one that was killed is there for a moment yet, and that of one that was cut off for some seconds.
    static func lock(_ connection: PostgresConnection, patience seconds: Int) throws {
        let schema = try connection.run(connection.statement("SELECT current_schema()"))
        guard !schema.isNull(row: 0, column: 0) else {
            throw StoreFailure(.io, "\(connection.place) has no schema of the search_path: make it with CREATE SCHEMA")
        }
        try connection.send(connection.statement("SET lock_timeout = '\(seconds)s'"))
        do { try connection.run(connection.statement(writerLock)) } catch {
            guard error.state == "55P03" else { throw error }
            throw StoreFailure(
                .locked,
                "another yiti uses \(connection.place); stop it first: one server at a time can write to a database")
        }
    }

    /// Brings the tables to this version. Waits for others who do the same, though not for long.
    static func migrate(_ connection: PostgresConnection) throws {
        try connection.begin()
        defer { connection.rollBack() }
        try connection.send(connection.statement(migrationLock))
        try connection.run(
            connection.statement(
                """
                CREATE TABLE IF NOT EXISTS schema_version (
                    version BIGINT PRIMARY KEY, oldest_writer BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL DEFAULT now())
                """))
        let known = try connection.run(
            connection.statement(
                "SELECT coalesce(max(version), 0), coalesce(max(oldest_writer), 0) FROM schema_version"))
        guard known.integer(row: 0, column: 1) <= current else {
            throw StoreFailure(
                .newer, "a newer yiti has changed \(connection.place) so that this one may not write; run that one")
        }
        for migration in migrations where migration.version > known.integer(row: 0, column: 0) {
            try apply(migration, connection)
        }
        try connection.commit()
    }

    private static func apply(_ migration: Migration, _ connection: PostgresConnection) throws {
        do {
            try connection.run(script: migration.script)
            try connection.run(
                script: """
                    INSERT INTO schema_version (version, oldest_writer) VALUES (\(migration.version), \(migration.oldestWriter))
                    """)
        } catch {
            guard error.state == "42P07" else { throw error }
            throw StoreFailure(
                .damaged,
                "\(connection.place) has another program's tables (\(error.message)): give yiti a database or a schema of its own"
            )
        }
    }
}

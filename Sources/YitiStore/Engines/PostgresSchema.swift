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
    static let migrations = [
        Migration(version: 8, oldestWriter: 8, script: version8),
        Migration(version: 9, oldestWriter: 8, script: version9),
        Migration(version: 10, oldestWriter: 8, script: version10),
    ]

    /// What makes version 9 of version 8: what several servers need to know of each other. SQLite has no such version.
    private static let version9 = """
        CREATE TABLE shared_part (part BIGINT PRIMARY KEY, version BIGINT NOT NULL DEFAULT 0) WITH (fillfactor = 20);
        INSERT INTO shared_part (part) VALUES (0);
        CREATE TABLE shared_server (
            server TEXT COLLATE "C" PRIMARY KEY, turn BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL) WITH (fillfactor = 20);
        CREATE TABLE shared_post (bridge TEXT COLLATE "C" PRIMARY KEY, epoch BIGINT NOT NULL);
        """

    /// What makes version 10 of version 9: what each turn has changed of people, so that others need not forget everybody. What is missing
    /// there, after a crash or since an older program wrote, may be anything. SQLite has no such version.
    ///
    /// Rows that are changed where they are (HOT) need no new entries in their indices: pages keep room for that, and no index of answers
    /// looks at their ratings. An answer goes with its event, which goes with its person.
    private static let version10 = """
        CREATE UNLOGGED TABLE shared_change (version BIGINT PRIMARY KEY, mark BIGINT NOT NULL, people BYTEA NOT NULL);
        ALTER TABLE person SET (fillfactor = 50);
        ALTER TABLE answer SET (fillfactor = 60);
        ALTER TABLE card SET (fillfactor = 80);
        ALTER TABLE answer DROP CONSTRAINT answer_person_fkey;
        DROP INDEX answer_by_day;
        CREATE INDEX answer_by_day ON answer(person, day);
        """

    /// The version that this program writes.
    static var current: Int64 { migrations.last?.version ?? 0 }

    /// Advisory locks are known by numbers: ours begin with "Yiti" in ASCII, and end with the schema's name.
    private static func databaseLock(_ function: String) -> String {
        "SELECT \(function)(\(Schema.applicationID), hashtext(current_schema()))"
    }
    private static let migrationLock = """
        SELECT pg_advisory_xact_lock(\(Schema.applicationID), hashtext('migration of ' || current_schema()))
        """

    /// Says for as long as the session lasts that the database is used: with others, or alone, as a move needs it. Older programs keep
    /// others away with the same lock. The session of one that was killed is there for a moment yet, and that of one that was cut off
    /// for some seconds. Whoever finds nobody else takes back what was in flight when the last one ended.
    static func lock(_ connection: PostgresConnection, isAlone: Bool, patience seconds: Int) throws {
        let schema = try connection.run(connection.statement("SELECT current_schema()"))
        guard !schema.isNull(row: 0, column: 0) else {
            throw StoreFailure(.io, "\(connection.place) has no schema of the search_path: make it with CREATE SCHEMA")
        }
        try connection.send(connection.statement("SET lock_timeout = '\(seconds)s'"))
        let function = isAlone ? "pg_advisory_lock" : "pg_advisory_lock_shared"
        do { try connection.run(connection.statement(databaseLock(function))) } catch {
            guard error.state == "55P03" else { throw error }
            throw StoreFailure(
                .locked,
                isAlone
                    ? "a yiti uses \(connection.place); stop it first: this needs the database alone"
                    : "\(connection.place) is being moved, or an older yiti uses it alone; wait for it, or stop it first"
            )
        }
    }

    /// For so many seconds a turn is waited for, however the session came about: longer than it takes to end that of a server that is
    /// frozen or cut off.
    private static let turnSeconds = 12

    /// Has the session that writes be known by a name, and plan each statement once, and by an index: it asks for rows by their keys, of
    /// tables that were empty when their plans were made and are not for long.
    static func prepare(_ connection: PostgresConnection, as name: String) throws {
        let values = PostgresValues()
        values.text(name)
        try connection.run(
            connection.statement(
                """
                SELECT set_config('plan_cache_mode', 'force_generic_plan', false), set_config('enable_seqscan', 'off', false),
                    set_config('jit', 'off', false), set_config('application_name', 'yiti ' || ?, false),
                    set_config('lock_timeout', '\(turnSeconds)s', false)
                """), values)
    }

    /// Has a session that reads beside the writer ask by an index as well: its plans are as old as it is, and the tables grow.
    static func prepareReader(_ connection: PostgresConnection) throws {
        try connection.run(
            connection.statement(
                "SELECT set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)"))
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

/// The journal's tables. Instants are seconds since 1970.
enum JournalSchema {
    static let version1 = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE gap (
            id INTEGER PRIMARY KEY,
            value TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE inbound (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            user TEXT NOT NULL,
            chat TEXT NOT NULL,
            place TEXT NOT NULL,
            op TEXT NOT NULL CHECK (op IN ('cmd', 'act', 'user', 'say')),
            mid TEXT NOT NULL,
            callback TEXT NOT NULL,
            body TEXT NOT NULL,
            is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
            at REAL NOT NULL,
            UNIQUE (user, chat, op, mid, callback)
        ) STRICT;
        CREATE INDEX inbound_open ON inbound(user, id) WHERE is_open = 1;
        CREATE INDEX inbound_age ON inbound(at);

        CREATE TABLE push (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            store TEXT NOT NULL,
            d TEXT NOT NULL,
            user TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'shown', 'acked')),
            at REAL NOT NULL,
            UNIQUE (store, d)
        ) STRICT;
        CREATE INDEX push_age ON push(at);

        CREATE TABLE part (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            inbound INTEGER REFERENCES inbound(id) ON DELETE CASCADE,
            push INTEGER REFERENCES push(id) ON DELETE CASCADE,
            place TEXT,
            user TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'dropped')),
            network_id TEXT,
            at REAL NOT NULL,
            CHECK ((inbound IS NULL) <> (push IS NULL))
        ) STRICT;
        CREATE INDEX part_unsent ON part(id) WHERE state IN ('pending', 'sending');
        CREATE INDEX part_of_inbound ON part(inbound) WHERE inbound IS NOT NULL;
        CREATE INDEX part_of_push ON part(push) WHERE push IS NOT NULL;

        CREATE TABLE shown (
            place TEXT NOT NULL,
            message TEXT NOT NULL,
            re TEXT,
            buttons TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (place, message)
        ) STRICT;
        CREATE INDEX shown_age ON shown(at);

        CREATE TABLE room (
            place TEXT PRIMARY KEY NOT NULL,
            user TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT;
        CREATE INDEX room_of_user ON room(user);

        CREATE TABLE hold (
            lane TEXT PRIMARY KEY NOT NULL,
            until REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Since when nobody knows whether the network has a part.
    static let version2 = "ALTER TABLE part ADD COLUMN tried_at REAL"

    /// Pages that nobody asked for have an age; a message is found whichever thread of its chat it is in.
    static let version3 = """
        CREATE TABLE page (
            place TEXT PRIMARY KEY NOT NULL,
            rest TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT;
        INSERT INTO page (place, rest, at) SELECT substr(key, 6), value, unixepoch() FROM meta WHERE substr(key, 1, 5) = 'more.';
        DELETE FROM meta WHERE substr(key, 1, 5) = 'more.';
        CREATE INDEX shown_message ON shown(message);
        ALTER TABLE push ADD COLUMN chat TEXT NOT NULL DEFAULT '';
        """

    /// Since when the server may have carried it out.
    static let version4 = "ALTER TABLE inbound ADD COLUMN asked_at REAL"

    /// How often the network has refused a part without saying that it always will, and since when; why a push was given up.
    static let version5 = """
        ALTER TABLE part ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE part ADD COLUMN refused_at REAL;
        ALTER TABLE push ADD COLUMN refusal TEXT;
        """
}

/// The tables, as of the first version. STRICT, with the invariants as constraints; instants are seconds since 1970,
/// days are days since 1970, both integers and always parameters.
enum Schema {
    /// Marks a file as Yiti's (`PRAGMA application_id`): "Yiti" in ASCII.
    static let applicationID = 0x5969_7469

    /// What makes version 1.
    static let version1 = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE person (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            created_at INTEGER NOT NULL,
            name TEXT,
            name_is_own INTEGER NOT NULL CHECK (name_is_own IN (0, 1)),
            language TEXT CHECK (language IN ('zh', 'en', 'both')),
            language_is_own INTEGER NOT NULL CHECK (language_is_own IN (0, 1)),
            calendar TEXT NOT NULL,
            zone_is_own INTEGER NOT NULL CHECK (zone_is_own IN (0, 1)),
            topics TEXT,
            interview INTEGER,
            quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
            quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439),
            nudge INTEGER NOT NULL CHECK (nudge IN (0, 1)),
            open_question TEXT,
            open_at INTEGER,
            open_pick TEXT,
            open_hints INTEGER NOT NULL DEFAULT 0,
            open_revealed INTEGER NOT NULL DEFAULT 0,
            pending_answer INTEGER,
            last_question TEXT,
            last_pick TEXT,
            openings INTEGER NOT NULL,
            last_topic TEXT,
            first_answers INTEGER NOT NULL,
            first_passes INTEGER NOT NULL,
            subscriptions_made INTEGER NOT NULL,
            freeze_announced INTEGER,
            CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
        ) STRICT;

        CREATE TABLE identity (
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            name TEXT,
            suspended_at INTEGER,
            PRIMARY KEY (bridge, user)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX identity_by_person ON identity(person);

        CREATE TABLE login_key (
            hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX login_key_by_person ON login_key(person);

        CREATE TABLE event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            zone TEXT NOT NULL,
            utc_offset INTEGER NOT NULL,
            day INTEGER NOT NULL,
            question TEXT,
            rating INTEGER CHECK (rating BETWEEN 1 AND 4),
            subject INTEGER,
            body TEXT,
            CHECK (kind <> 'rating' OR (rating IS NOT NULL AND subject IS NOT NULL)),
            CHECK (kind <> 'answer' OR (question IS NOT NULL AND body IS NOT NULL))
        ) STRICT;
        CREATE INDEX event_by_person ON event(person, id);
        CREATE TRIGGER event_is_append_only
            BEFORE UPDATE OF id, kind, at, zone, utc_offset, day, question, rating, subject, body ON event
            BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

        CREATE TABLE answer (
            id INTEGER PRIMARY KEY NOT NULL REFERENCES event(id) ON DELETE CASCADE,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            at INTEGER NOT NULL,
            utc_offset INTEGER NOT NULL,
            day INTEGER NOT NULL,
            rating INTEGER CHECK (rating BETWEEN 1 AND 4),
            rating_event INTEGER,
            revealed INTEGER NOT NULL CHECK (revealed IN (0, 1)),
            CHECK ((rating IS NULL) = (rating_event IS NULL))
        ) STRICT;
        CREATE INDEX answer_by_person ON answer(person, id);
        CREATE INDEX answer_by_question ON answer(person, question, id);
        CREATE INDEX answer_by_day ON answer(person, day) WHERE rating IS NOT NULL;

        CREATE TABLE card (
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            shown_day INTEGER,
            away_until INTEGER,
            stability REAL,
            difficulty REAL,
            reviewed_day INTEGER,
            due_day INTEGER,
            reviews INTEGER NOT NULL CHECK (reviews >= 0),
            lapses INTEGER NOT NULL CHECK (lapses BETWEEN 0 AND reviews),
            first_rating INTEGER CHECK (first_rating BETWEEN 1 AND 4),
            PRIMARY KEY (person, question),
            CHECK ((reviews = 0) = (stability IS NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE ledger_day (
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            day INTEGER NOT NULL,
            kind TEXT NOT NULL,
            repairs INTEGER,
            state TEXT NOT NULL,
            PRIMARY KEY (person, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE subscription (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            chat TEXT,
            topics TEXT,
            minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
            weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
            zone TEXT,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            generation INTEGER NOT NULL,
            next_occurrence INTEGER,
            next_at INTEGER,
            said_all_seen INTEGER NOT NULL CHECK (said_all_seen IN (0, 1)),
            held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
            UNIQUE (person, number),
            CHECK ((next_at IS NULL) = (next_occurrence IS NULL)),
            CHECK (ended_at IS NULL OR next_at IS NULL)
        ) STRICT;
        CREATE INDEX subscription_due ON subscription(next_at) WHERE next_at IS NOT NULL;

        CREATE TABLE schedule (
            subscription INTEGER NOT NULL REFERENCES subscription(id) ON DELETE CASCADE,
            generation INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            weekdays INTEGER NOT NULL,
            zone TEXT NOT NULL,
            from_at INTEGER NOT NULL,
            until_at INTEGER,
            PRIMARY KEY (subscription, generation)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pause (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            from_day INTEGER NOT NULL,
            until_day INTEGER,
            CHECK (until_day IS NULL OR until_day > from_day)
        ) STRICT;
        CREATE INDEX pause_by_person ON pause(person, from_day);

        CREATE TABLE suspension (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            from_at INTEGER NOT NULL,
            until_at INTEGER
        ) STRICT;
        CREATE INDEX suspension_by_person ON suspension(person, from_at);

        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            subscription INTEGER REFERENCES subscription(id) ON DELETE CASCADE,
            occurrence INTEGER,
            kind TEXT NOT NULL CHECK (kind IN ('daily', 'later', 'nudge', 'notice')),
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            chat TEXT,
            question TEXT NOT NULL,
            pick TEXT,
            remark_zh TEXT,
            remark_en TEXT,
            day INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'in_flight', 'acked', 'expired', 'dead')),
            attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
            failures INTEGER NOT NULL DEFAULT 0,
            acked_at INTEGER,
            UNIQUE (subscription, occurrence),
            CHECK ((subscription IS NULL) = (occurrence IS NULL)),
            CHECK ((state = 'acked') = (acked_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX delivery_pending ON delivery(bridge, not_before, id) WHERE state = 'pending';
        CREATE INDEX delivery_in_flight ON delivery(bridge, user) WHERE state = 'in_flight';
        CREATE INDEX delivery_open ON delivery(expires_at) WHERE state IN ('pending', 'in_flight');
        CREATE INDEX delivery_by_person ON delivery(person, day);

        CREATE TABLE later (
            person INTEGER PRIMARY KEY NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            pick TEXT,
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            chat TEXT,
            fire_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX later_due ON later(fire_at);

        CREATE TABLE effect (
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            chat TEXT NOT NULL,
            op TEXT NOT NULL,
            mid TEXT NOT NULL,
            callback TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            reply BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (bridge, user, chat, op, mid, callback)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX effect_by_age ON effect(at);

        CREATE TABLE token (
            bridge TEXT PRIMARY KEY NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE link_code (
            code TEXT PRIMARY KEY NOT NULL,
            person INTEGER NOT NULL UNIQUE REFERENCES person(id) ON DELETE CASCADE,
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            claimant INTEGER REFERENCES person(id) ON DELETE CASCADE,
            claimant_bridge TEXT,
            claimant_user TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX link_code_by_claimant ON link_code(claimant);

        CREATE TABLE forget_code (
            person INTEGER PRIMARY KEY NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            code TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE bookmark (
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (person, question)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE note (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            at INTEGER NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX note_by_person ON note(person, question);

        CREATE TABLE report (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER REFERENCES person(id) ON DELETE SET NULL,
            question TEXT,
            at INTEGER NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        """
    /// What makes version 2 of version 1: kept replies in the order they were given, so that those of a moment lie together, and
    /// the oldest are the first.
    static let version2 = """
        DROP INDEX effect_by_age;
        ALTER TABLE effect RENAME TO effect_by_key;
        CREATE TABLE effect (
            id INTEGER PRIMARY KEY,
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            chat TEXT NOT NULL,
            op TEXT NOT NULL,
            mid TEXT NOT NULL,
            callback TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            reply BLOB NOT NULL,
            at INTEGER NOT NULL,
            UNIQUE (bridge, user, chat, op, mid, callback)
        ) STRICT;
        INSERT INTO effect (bridge, user, chat, op, mid, callback, fingerprint, reply, at)
            SELECT bridge, user, chat, op, mid, callback, fingerprint, reply, at FROM effect_by_key ORDER BY at;
        DROP TABLE effect_by_key;
        """

    /// What makes version 3 of version 2: questions stay open side by side, and a freeze that was not told of yet is known. The columns
    /// of the one question that was open are read while the new one is empty.
    static let version3 = """
        ALTER TABLE person ADD COLUMN loop TEXT;
        ALTER TABLE person ADD COLUMN untold_freezes TEXT;
        """

    /// What makes version 4 of version 3: what was appended to an answer is found without a walk through all that came after it, and
    /// texts are counted from here on.
    static let version4 = """
        ALTER TABLE person ADD COLUMN kept_bytes INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX event_appended ON event(person, subject) WHERE kind = 'append';
        """

    /// What makes version 5 of version 4: key points are ticked, every step can be taken back (an event keeps what it put an end to, and one
    /// that was taken back is found), and several questions wait by `/later`.
    static let version5 = """
        ALTER TABLE event ADD COLUMN prior TEXT;
        ALTER TABLE answer ADD COLUMN hints INTEGER NOT NULL DEFAULT 0 CHECK (hints >= 0);
        ALTER TABLE answer ADD COLUMN ticked TEXT;
        CREATE INDEX event_undone ON event(person, subject) WHERE kind = 'undo';
        DROP TRIGGER event_is_append_only;
        CREATE TRIGGER event_is_append_only
            BEFORE UPDATE OF id, kind, at, zone, utc_offset, day, question, rating, subject, body, prior ON event
            BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

        DROP INDEX later_due;
        ALTER TABLE later RENAME TO one_later;
        CREATE TABLE later (
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            question TEXT NOT NULL,
            pick TEXT,
            bridge TEXT NOT NULL,
            user TEXT NOT NULL,
            chat TEXT,
            fire_at INTEGER NOT NULL,
            PRIMARY KEY (person, question)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO later (person, question, pick, bridge, user, chat, fire_at)
            SELECT person, question, pick, bridge, user, chat, fire_at FROM one_later;
        DROP TABLE one_later;
        CREATE INDEX later_due ON later(fire_at);
        """

    /// What makes version 6 of version 5: browsers that are signed in, and codes that open a page, both as hashes.
    static let version6 = """
        CREATE TABLE web_session (
            hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX web_session_by_person ON web_session(person);

        CREATE TABLE web_code (
            hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
            person INTEGER NOT NULL UNIQUE REFERENCES person(id) ON DELETE CASCADE,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What makes version 7 of version 6: what a person's memory is reckoned with; and a first answer that came after `/reveal` says
    /// nothing of what was known at first sight.
    static let version7 = """
        ALTER TABLE person ADD COLUMN memory TEXT NOT NULL DEFAULT '';
        UPDATE card SET first_rating = NULL WHERE first_rating IS NOT NULL AND (
            SELECT revealed FROM answer
            WHERE answer.person = card.person AND answer.question = card.question AND answer.rating IS NOT NULL
            ORDER BY answer.id LIMIT 1) = 1;
        UPDATE person SET first_passes = (
            SELECT count(*) FROM card WHERE card.person = person.id AND card.first_rating >= 2) WHERE first_passes > 0;
        """

    /// What makes version 8 of version 7: rooms, which are people with an identity whose name begins with a space. Who answered in one,
    /// who joined its board, and who has a private chat with the bot. Subscriptions that members made for rooms stay theirs.
    static let version8 = """
        ALTER TABLE identity ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1));
        UPDATE identity SET is_private = 1 WHERE EXISTS (
            SELECT 1 FROM subscription s WHERE s.bridge = identity.bridge AND s.user = identity.user AND s.chat IS NULL);
        CREATE TABLE room_answer (
            room INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            answer INTEGER NOT NULL,
            member INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            PRIMARY KEY (room, answer)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX room_answer_by_member ON room_answer(member);
        CREATE TABLE board (
            room INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            member INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            joined_at INTEGER NOT NULL,
            PRIMARY KEY (room, member)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX board_by_member ON board(member);
        """
}

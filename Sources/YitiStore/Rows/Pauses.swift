package import YitiCore

extension Transaction {
    /// Every pause of a person, oldest first.
    package func pauses(of person: Int64) throws -> [PauseRecord] {
        try all(
            "SELECT id, from_day, until_day FROM pause WHERE person = ? ORDER BY from_day, id", person
        ) {
            try $0.sound(PauseRecord(id: $0[0], from: $0[1], until: $0[2]))
        }
    }

    /// Writes a pause.
    package func addPause(person: Int64, from: Day, until: Day?) throws {
        try run(
            "INSERT INTO pause (person, from_day, until_day) VALUES (?, ?, ?)", person, from.number, until?.number)
    }

    /// Ends a pause on another day, or takes it out when that leaves no day of it.
    package func endPause(_ pause: PauseRecord, until: Day) throws {
        guard until > pause.from else { return try run("DELETE FROM pause WHERE id = ?", pause.id) }
        try run("UPDATE pause SET until_day = ? WHERE id = ?", until.number, pause.id)
    }

    /// Every suspension of a person, oldest first.
    package func suspensions(of person: Int64) throws -> [SuspensionRecord] {
        try all(
            "SELECT from_at, until_at FROM suspension WHERE person = ? ORDER BY from_at, id", person
        ) {
            try $0.sound(SuspensionRecord(from: $0[0], until: $0[1]))
        }
    }

    /// Notes that none of a person's identities can be reached from now on.
    func beginSuspension(person: Int64, at: Instant) throws {
        try run("INSERT INTO suspension (person, from_at) VALUES (?, ?)", person, at.seconds)
    }

    /// Notes that a person can be reached again.
    func endSuspension(person: Int64, at: Instant) throws {
        try run("UPDATE suspension SET until_at = ? WHERE person = ? AND until_at IS NULL", at.seconds, person)
    }
}

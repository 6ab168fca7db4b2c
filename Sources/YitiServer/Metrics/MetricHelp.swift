/// What each metric is, in a line, for the page.
enum MetricHelp {
    /// The line of a name; one that is not listed says its name in words.
    static func text(of name: String) -> String {
        MetricName(rawValue: name).flatMap { lines[$0] }
            ?? String(name.drop { $0 != "_" }.dropFirst().map { $0 == "_" ? " " : $0 })
    }

    private static let lines: [MetricName: String] = [
        .connections: "Connections that are open.",
        .acceptedConnections: "Connections that were taken.",
        .refusedConnections: "Connections turned away because there were too many.",
        .slowConsumers: "Connections closed because they did not read.",
        .bridgeConnections: "Connections of a bridge that are open.",
        .lastReceipt: "When the last ack or nack of a bridge was read.",
        .lines: "Lines read.",
        .requests: "Requests by kind.",
        .rateLimited: "Requests of people who asked too often.",
        .failedAttempts: "Wrong tokens, keys and codes of links.",
        .commands: "Commands by verb and outcome.",
        .commandSeconds: "From a command's arrival to its answer.",
        .batchJobs: "Jobs of one transaction.",
        .commitSeconds: "One commit.",
        .queueDepth: "Jobs that wait for the writer.",
        .queueAge: "How long the oldest job has waited.",
        .choiceSeconds: "Choosing one question.",
        .calibrationSeconds: "Fitting one person's memory.",
        .writtenPushes: "Pushes written to a connection.",
        .pushes: "Pushes by what became of them.",
        .redeliveries: "Pushes sent again.",
        .pushLag: "From due to sent, and from due to acked.",
        .backlog: "Pushes that wait, or were sent and not acked yet.",
        .overdue: "How long the oldest push has waited that could have been sent to a bridge.",
        .droppedLogLines: "Log lines that could not be written.",
        .backups: "Copies of the database by outcome.",
        .backupSeconds: "Making one copy of the database.",
        .lastBackup: "When the last copy of the database was made.",
        .webSessions: "Browsers' sessions heard of in the last half hour.",
        .storeBytes: "The size of the database's file and of its log.",
        .diskFreeBytes: "Room left on the disk of the data folder.",
        .databaseUp: "0 while a database on another machine can't be reached.",
        .clockHeld: "1 while pushing is held because of the clock.",
        .buildInfo: "Always 1; the version and the server's name are labels.",
        .bankInfo: "Always 1; the version of the questions is a label.",
    ]
}

/// The names on the page of metrics, after Prometheus's conventions: what only goes up ends in `_total`, units are seconds and
/// bytes, what is of the whole store begins with `yiti_store_`. In braces are the labels. Each has a fixed set of values or
/// comes from the operator (a bridge's name, a version): no label comes from people, whatever they do.
package enum MetricName: String, CaseIterable, Sendable {
    // MARK: Connections
    /// Gauge {kind}: connections that are open; kind as ``ConnectionKind``.
    case connections = "yiti_connections"
    /// Counter: connections that were taken.
    case acceptedConnections = "yiti_connections_accepted_total"
    /// Counter: connections turned away because there were too many.
    case refusedConnections = "yiti_connections_refused_total"
    /// Counter {kind}: connections closed because they did not read; kind is human, bridge or web.
    case slowConsumers = "yiti_slow_consumers_total"
    /// Gauge {bridge}: connections of a bridge that are open; 0 for one that has a token and is not connected.
    case bridgeConnections = "yiti_bridge_connections"
    /// Gauge {bridge}: when the last `ack` or `nack` of a bridge was read.
    case lastReceipt = "yiti_bridge_last_receipt_timestamp_seconds"

    // MARK: What is asked
    /// Counter {kind}: lines read; kind is human or bridge.
    case lines = "yiti_lines_total"
    /// Counter {kind}: requests; kind as ``RequestKind``.
    case requests = "yiti_requests_total"
    /// Counter: requests of people over bridges and pages who asked too often.
    case rateLimited = "yiti_rate_limited_total"
    /// Counter: wrong tokens, keys and codes of links.
    case failedAttempts = "yiti_failed_attempts_total"
    /// Counter {verb, outcome}: commands; an unknown verb is `other`.
    case commands = "yiti_commands_total"
    /// Histogram {verb}: from a command's arrival to its answer.
    case commandSeconds = "yiti_command_seconds"

    // MARK: The writer
    /// Histogram: jobs of one transaction.
    case batchJobs = "yiti_batch_jobs"
    /// Histogram: one commit.
    case commitSeconds = "yiti_commit_seconds"
    /// Gauge: jobs that wait.
    case queueDepth = "yiti_queue_depth"
    /// Gauge: how long the oldest of them has waited.
    case queueAge = "yiti_queue_age_seconds"
    /// Histogram: choosing one question.
    case choiceSeconds = "yiti_choice_seconds"
    /// Histogram: fitting one person's memory.
    case calibrationSeconds = "yiti_calibration_seconds"

    // MARK: Pushes
    /// Counter: pushes written to a connection.
    case writtenPushes = "yiti_pushes_written_total"
    /// Counter {outcome}: pushes by what became of them: acked, expired, dead.
    case pushes = "yiti_pushes_total"
    /// Counter: pushes sent again.
    case redeliveries = "yiti_redeliveries_total"
    /// Histogram {until}: from due to sent, and from due to acked.
    case pushLag = "yiti_push_lag_seconds"
    /// Gauge: pushes that wait, or were sent and not acked yet.
    case backlog = "yiti_store_pushes_pending"
    /// Gauge: how long the oldest push has waited that could have been sent to a bridge; 0 when none has.
    case overdue = "yiti_store_push_overdue_seconds"

    // MARK: The service
    /// Counter: log lines that could not be written.
    case droppedLogLines = "yiti_log_dropped_lines_total"
    /// Counter {outcome}: copies of the database, made or failed.
    case backups = "yiti_backups_total"
    /// Histogram: making one copy.
    case backupSeconds = "yiti_backup_seconds"
    /// Gauge: when the last copy was made, 0 while there is none; absent where none are to be made and none was.
    case lastBackup = "yiti_backup_last_success_timestamp_seconds"
    /// Gauge: sessions of the web page that were heard of in the last half hour.
    case webSessions = "yiti_web_sessions"
    /// Gauge: the database's size.
    case storeBytes = "yiti_store_bytes"
    /// Gauge: room left on its disk.
    case diskFreeBytes = "yiti_disk_free_bytes"
    /// Gauge: 0 while a database on another machine can't be reached, else 1; absent where the database is a file.
    case databaseUp = "yiti_database_up"
    /// Gauge: 1 while pushing is held because of the clock.
    case clockHeld = "yiti_clock_held"
    /// Gauge {version, node}: always 1.
    case buildInfo = "yiti_build_info"
    /// Gauge {version}: always 1; the version tells one state of the bank's files from another.
    case bankInfo = "yiti_bank_info"
}

/// What a connection is.
package enum ConnectionKind: String, CaseIterable, Sendable {
    /// Its first octet has not come.
    case undecided
    case human
    case bridge
    /// A page's stream of events.
    case web
}

/// What is asked of the service over a connection.
package enum RequestKind: String, CaseIterable, Sendable {
    /// A person's line, and a person's draft.
    case line, draft
    /// A bridge's operations; the first two are a page's, too.
    case cmd, act, user, clock, ack, nack
    /// The operator's commands.
    case admin
}

/// What became of something that can fail.
package enum Outcome: String, CaseIterable, Sendable {
    case done
    case failed
}

internal import Dispatch
import Foundation
internal import Logging
import YitiCore
import YitiStore

/// Copies the database once a day and keeps the last few copies (`backup` in the configuration).
///
/// Nothing is remembered but the files: the copy of a day is `yiti-2026-03-08.sqlite`, and the day's is made when the hour has
/// come and the file is not there. So a server that was down at the hour makes it when it is back, on the same day.
final class ScheduledBackup: @unchecked Sendable {
    // The timer is set up in `init` and may be cancelled from any thread.
    private let timer: any DispatchSourceTimer

    private static let prefix = "yiti-"
    private static let suffix = ".sqlite"
    private static let lookEverySeconds = 300

    /// Looks soon and then every few minutes; nil when the configuration wants none.
    ///
    /// While the clock is doubted none is made: a copy would have a name of a day that may not be.
    init?(
        _ plan: BackupConfiguration, _ backups: BackupQueue, logger: Logger,
        isClockDoubted: @escaping @Sendable () -> Bool = { false }
    ) {
        guard !plan.directory.isEmpty else { return nil }
        backups.noteLast(Self.lastCopy(in: plan.directory))
        timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + .seconds(5), repeating: .seconds(Self.lookEverySeconds))
        timer.setEventHandler {
            guard !isClockDoubted() else { return }
            backups.add { Self.run(plan, $0, at: Clock().now, logger: logger) }
        }
        timer.resume()
    }

    /// Looks no more.
    func stop() { timer.cancel() }

    /// Makes the day's copy if it is due, and deletes those that are too many. What goes wrong is logged.
    static func run(
        _ plan: BackupConfiguration, _ backups: BackupQueue, at now: Instant, logger: Logger
    ) {
        do {
            try DataFolder.make(plan.directory)
            let names = try FileManager.default.contentsOfDirectory(atPath: plan.directory)
            guard let name = due(at: now, plan, existing: names) else { return }
            try backups.copy(to: plan.directory + "/" + name)
            logger.notice("backed up", metadata: ["file": "\(name)"])
            for old in superfluous(names, besides: name, keep: plan.keep) {
                try FileManager.default.removeItem(atPath: plan.directory + "/" + old)
            }
        } catch {
            logger.error(
                "the backup failed", metadata: ["error": "\(FileFault(error)?.description ?? "\(error)")"])
        }
    }

    /// The file that is to be made now, or nil.
    static func due(at now: Instant, _ plan: BackupConfiguration, existing names: [String]) -> String? {
        let text = now.text
        let hour = Int(text.dropFirst(11).prefix(2)) ?? 0
        let name = prefix + text.prefix(10) + suffix
        return hour >= plan.hour && !names.contains(name) ? name : nil
    }

    /// The copies past the last `keep`, oldest first, with the one that was just made as the last. Those of days that are still to come were
    /// made by a clock that was wrong: nothing is known of when, and they go first.
    static func superfluous(_ names: [String], besides made: String, keep: Int) -> [String] {
        let others = copies(names).filter { $0 != made }
        return Array((others.filter { $0 > made } + others.filter { $0 < made } + [made]).dropLast(keep))
    }

    /// The copies of days, oldest first; files of other names are nobody's business.
    private static func copies(_ names: [String]) -> [String] {
        names.filter { name in
            name.hasPrefix(prefix) && name.hasSuffix(suffix)
                && Day(text: name.dropFirst(prefix.count).dropLast(suffix.count)) != nil
        }.sorted()
    }

    /// When the last copy in a folder was made; nil without one.
    private static func lastCopy(in directory: String) -> Date? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let attributes = copies(names).last.flatMap {
            try? FileManager.default.attributesOfItem(atPath: directory + "/" + $0)
        }
        return attributes?[.modificationDate] as? Date
    }
}

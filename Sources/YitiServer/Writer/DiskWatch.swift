import Foundation
internal import Logging

/// Looks how much room the database's disk has. When it gets little, pushes stop first; when it is nearly gone, requests
/// are answered `busy`, so that nothing fails half-way. Everything goes on by itself when there is room again.
struct DiskWatch {
    /// How much room there is.
    enum Level: String {
        case plenty
        /// Pushes are held.
        case low
        /// Nothing is written any more.
        case full
    }

    /// As of the last look.
    private(set) var level = Level.plenty
    /// Bytes free for this process, as of the last look; nil before one.
    private(set) var freeBytes: UInt64?

    private static let lowBytes: UInt64 = 256 << 20
    private static let fullBytes: UInt64 = 32 << 20

    /// What the log, `health` and `welcome` say while pushes are held.
    static let note = "pushing is held: the disk has little room left; free some, and it goes on by itself"

    /// Looks at the disk that a folder is on, and says in the log when its level has changed. A disk that can't be looked at
    /// keeps its level.
    mutating func look(at folder: String, _ logger: Logger) {
        var disk = statvfs()
        guard statvfs(folder, &disk) == 0 else { return }
        let free = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
        let before = level
        level = Self.level(free: free, total: UInt64(disk.f_blocks) * UInt64(disk.f_frsize))
        freeBytes = free
        guard level != before else { return }
        let bytes: Logger.Metadata = ["free_bytes": "\(free)"]
        switch level {
        case .plenty: logger.notice("the disk has room again: pushing goes on", metadata: bytes)
        case .low: logger.warning("\(Self.note)", metadata: bytes)
        case .full:
            logger.error("the disk is nearly full: requests are answered busy until there is room", metadata: bytes)
        }
    }

    /// The level of a disk: low below 256 MiB or a twentieth of it, full below 32 MiB or a hundredth, whichever is less.
    static func level(free: UInt64, total: UInt64) -> Level {
        if free < min(fullBytes, total / 100) { return .full }
        return free < min(lowBytes, total / 20) ? .low : .plenty
    }
}

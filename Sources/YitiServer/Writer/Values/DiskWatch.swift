// Either of the two may be the module that `stat` is found in first.
internal import CDispatch
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
    /// Whether the database's file still lies where it was at the first look: whoever has moved or deleted it takes all along that is written
    /// from then on.
    private(set) var isFileInPlace = true
    private var file: FileIdentity?

    private static let lowBytes: UInt64 = 256 << 20
    private static let fullBytes: UInt64 = 32 << 20

    private static let low = "pushing is held: the disk has little room left; free some, and it goes on by itself"
    private static let full = "the disk is nearly full: requests are answered busy until there is room"
    private static let gone =
        "the database's file was moved or deleted: requests are answered busy until it is in its place again"

    /// What `health` and `welcome` say while pushes are held; nil while they go.
    var note: String? {
        guard isFileInPlace else { return Self.gone }
        return switch level {
        case .plenty: nil
        case .low: Self.low
        case .full: Self.full
        }
    }

    /// Whether nothing is to be written.
    var refusesWriting: Bool { level == .full || !isFileInPlace }

    /// Looks whether the database's file is in its place, and says in the log when that has changed. The first look is at the one that is open.
    mutating func look(for path: String, _ logger: Logger) {
        let found = FileIdentity(path)
        file = file ?? found
        let before = isFileInPlace
        isFileInPlace = found == file
        guard isFileInPlace != before else { return }
        if isFileInPlace {
            logger.notice("the database's file is in its place again", metadata: ["file": "\(path)"])
        } else {
            logger.error("\(Self.gone)", metadata: ["file": "\(path)"])
        }
    }

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
        case .low: logger.warning("\(Self.low)", metadata: bytes)
        case .full: logger.error("\(Self.full)", metadata: bytes)
        }
    }

    /// The level of a disk: low below 256 MiB or a twentieth of it, full below 32 MiB or a hundredth, whichever is less.
    static func level(free: UInt64, total: UInt64) -> Level {
        if free < min(fullBytes, total / 100) { return .full }
        return free < min(lowBytes, total / 20) ? .low : .plenty
    }
}

/// Which file a name leads to.
private struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// That of a path; nil where there is none.
    init?(_ path: String) {
        var file = stat()
        guard stat(path, &file) == 0 else { return nil }
        (device, number) = (UInt64(file.st_dev), UInt64(file.st_ino))
    }
}

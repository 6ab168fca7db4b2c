internal import Foundation

/// A folder for a database that is made for one run, and taken away with all that is in it.
package final class ThrowAwayFile: Sendable {
    /// The database.
    package let path: String
    private let folder: String
    private let lock: StoreLock

    private static let prefix = "yiti-sandbox-"
    /// A folder is older than this before it can be one that a process has left: the others may not have their lock yet.
    private static let settlingSeconds = 60.0

    /// Makes one in the folder of temporary files, and takes away what processes that were killed have left there. Throws when that can't be
    /// done.
    package convenience init() throws { try self.init(in: NSTemporaryDirectory()) }

    /// The same in another folder.
    package init(in parent: String) throws {
        Self.removeLeftovers(in: parent)
        folder = (parent as NSString).appendingPathComponent(Self.prefix + UUID().uuidString)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        path = (folder as NSString).appendingPathComponent("yiti.sqlite")
        lock = try StoreLock(beside: path)
    }

    /// Takes it away. Nobody may use it any more. A process that is killed leaves it to the next one.
    package func remove() {
        try? FileManager.default.removeItem(atPath: folder)
        lock.release()
    }

    private static func removeLeftovers(in parent: String) {
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let folder = (parent as NSString).appendingPathComponent(name)
            let changed = (try? manager.attributesOfItem(atPath: folder))?[.modificationDate] as? Date
            guard let changed, changed.timeIntervalSinceNow < -settlingSeconds,
                let lock = try? StoreLock(beside: (folder as NSString).appendingPathComponent("yiti.sqlite"))
            else { continue }
            try? manager.removeItem(atPath: folder)
            lock.release()
        }
    }
}

import Foundation
import YitiCore
package import YitiStore

/// How the command line gets something done: through the running server, or in the database itself when none is running.
package enum AdminAccess {
    /// Asks the server whose data these are. Without one, opens the database, which takes its lock, and runs the step there.
    ///
    /// Throws ``AdminRefusal`` and ``StoreFailure``; a server that starts meanwhile holds the lock, and that is said.
    package static func perform(_ request: AdminRequest, on configuration: Configuration) throws -> AdminReply {
        if let reply = try AdminClient.ask(request, at: configuration.socketPath) { return reply }
        let path = configuration.databasePath
        if !FileManager.default.fileExists(atPath: path) {
            guard request.operation == .tokenCreate else {
                throw AdminRefusal("no server is running and there is no database at \(path)")
            }
            try DataFolder.make(configuration.data)
        }
        let store = try Store.open(path: path)
        let reply = Result { try perform(request, in: store) }
        try store.close()
        return try reply.get()
    }

    /// Runs a request on a store that this process holds: what a server without a desk does.
    package static func perform(_ request: AdminRequest, in store: Store) throws -> AdminReply {
        guard request.operation != .backup else { return try backUp(store, request) }
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
        return try store.write { try AdminStep.run(request, in: $0, now: now) }
    }

    /// Copies a store's database to the path a request names. Blocks for as long as that takes: not for the desk's thread.
    package static func backUp(_ store: Store, _ request: AdminRequest) throws -> AdminReply {
        guard let path = request.path, path.hasPrefix("/") else {
            throw AdminRefusal("a backup needs an absolute path")
        }
        try store.backUp(to: path)
        return AdminReply(["\(path)"])
    }
}

/// The folder that the database lives in.
package enum DataFolder {
    /// Makes it, readable by its owner only, when it is missing. Throws ``AdminRefusal`` when that can't be done.
    package static func make(_ path: String) throws {
        do {
            guard !FileManager.default.fileExists(atPath: path) else { return }
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AdminRefusal("can't make the data folder \(path): \(error.localizedDescription)")
        }
    }
}

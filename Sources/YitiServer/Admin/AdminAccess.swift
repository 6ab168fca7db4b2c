import Foundation
internal import Logging
import YitiCore
package import YitiStore

/// How the command line gets something done: through the running server, or in the database itself when none is running.
package enum AdminAccess {
    /// Asks the server whose data these are. Without one, opens the database, which takes its lock, and runs the step there.
    ///
    /// Throws ``AdminRefusal`` and ``StoreFailure``; a server that starts meanwhile holds the lock, and that is said.
    package static func perform(_ request: AdminRequest, on configuration: Configuration) throws -> AdminReply {
        if let reply = try AdminClient.ask(request, at: configuration.socketPath) { return reply }
        if !configuration.isOnPostgres {
            try refuseMissing(configuration.databasePath, request)
            if request.operation.isReading { return try look(request, configuration) }
            try DataFolder.make(configuration.data)
        }
        let store = try openStore(of: configuration)
        let reply = Result { try perform(request, in: store, services: services(configuration)) }
        try store.close()
        return try noting(store.migration, in: reply.get())
    }

    /// Whatever only makes a first token makes the database for it; an empty one is left to a start, which says so.
    private static func refuseMissing(_ path: String, _ request: AdminRequest) throws {
        let bytes = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        switch bytes {
        case nil where request.operation == .tokenCreate: return
        case nil: throw AdminRefusal("no server is running and there is no database at \(path)")
        case 0: throw AdminRefusal("no server is running and \(path) is empty")
        default: return
        }
    }

    /// What looks at a file changes nothing of it.
    private static func look(_ request: AdminRequest, _ configuration: Configuration) throws -> AdminReply {
        let path = configuration.databasePath
        guard request.operation != .backup else {
            return try backUp(request) { try Store.backUp(path, to: $0) }
        }
        let services = try services(configuration)
        var reply = AdminReply()
        try Store.look(at: path) { reader in
            reply = try reader.read { try answer(request, in: $0, services) }
        }
        return reply
    }

    private static func answer(
        _ request: AdminRequest, in transaction: Transaction, _ services: Services
    ) throws -> AdminReply {
        var reply = try AdminTransaction(request, in: transaction, services: services, now: services.clock.now).reply
        if request.operation == .health { reply.lines.insert("status\tno server is running", at: 0) }
        return reply
    }

    private static func noting(_ migration: StoreMigration?, in reply: AdminReply) -> AdminReply {
        guard let migration else { return reply }
        var reply = reply
        reply.note = [reply.note, migration.description].compactMap(\.self).joined(separator: "\n")
        return reply
    }

    /// The database that a configuration names; other servers on it know this process by `name`.
    static func openStore(of configuration: Configuration, as name: String = "") throws -> Store {
        configuration.isOnPostgres
            ? try Store.open(url: configuration.database, as: name) : try Store.open(path: configuration.databasePath)
    }

    /// Replays everybody in a database that no server uses. Returns how many people there are and what differs, a line each; `say` hears
    /// how many are done. Throws ``StoreFailure``.
    package static func verify(
        _ place: StorePlace, _ configuration: Configuration, say: (Int) -> Void
    ) throws -> (people: Int, differences: [String]) {
        let services = try services(configuration)
        let store = try place.open()
        defer { try? store.close() }
        let reader = try store.reader()
        defer { try? reader.close() }
        var request = AdminRequest(.userVerify)
        var people = 0
        var differences: [String] = []
        repeat {
            let reply = try reader.read {
                try AdminTransaction(request, in: $0, services: services, now: services.clock.now).reply
            }
            people += reply.people ?? 0
            differences += reply.lines
            say(people)
            request.after = reply.next
        } while request.after != nil
        return (people, differences)
    }

    private static func perform(_ request: AdminRequest, in store: Store, services: Services) throws -> AdminReply {
        guard request.operation != .backup else { return try backUp(request) { try store.backUp(to: $0) } }
        return try store.write { try answer(request, in: $0, services) }
    }

    /// What a replay needs; no question is asked, so the bank is left unread.
    private static func services(_ configuration: Configuration) throws -> Services {
        Services(
            bank: Bank(topics: []), zones: try ZoneBook(), clock: Clock(),
            model: FSRS6(desiredRetention: configuration.desiredRetention), limits: configuration.limits,
            logger: Logger(label: "yiti") { _ in LineLogHandler(level: configuration.logLevel) })
    }

    /// Has a database copied to the path a request names. Blocks for as long as that takes: not for the writer's thread.
    package static func backUp(_ request: AdminRequest, copy: (String) throws -> Void) throws -> AdminReply {
        guard let path = request.path, path.hasPrefix("/") else {
            throw AdminRefusal("a backup needs an absolute path")
        }
        try copy(path)
        return AdminReply(["\(path)"])
    }
}

/// The folders that databases and their copies live in.
package enum DataFolder {
    /// Makes one, readable by its owner only, when it is missing. Throws ``AdminRefusal`` when that can't be done, or when there is something
    /// else.
    package static func make(_ path: String) throws {
        do {
            var isFolder: ObjCBool = false
            guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                guard isFolder.boolValue else { throw AdminRefusal("\(path) is no folder") }
                return
            }
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch let refusal as AdminRefusal {
            throw refusal
        } catch {
            throw AdminRefusal("can't make the folder \(path): \(FileFault(error)?.description ?? "\(error)")")
        }
    }
}

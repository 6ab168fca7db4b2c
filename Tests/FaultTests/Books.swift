import Foundation
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

/// What a client has been told, held against what a database holds once its server has ended.
struct Books {
    /// An answer as the client wrote it and how it was rated.
    struct Entry: Equatable {
        var user: String
        var text: String
        var rating: Int?

        /// No text is written twice by the same person.
        var key: String { user + " " + text }
    }

    /// What was replied to: it has to be there.
    var certain: [Entry] = []
    /// Asked and not replied to: it may be there, once.
    var uncertain: [Entry] = []

    /// Everything that differs; empty when the database has exactly what was replied to and, at most once, what was asked.
    func differences(in data: Scratch) throws -> [String] {
        try differences(in: Store.open(path: data.file("yiti.sqlite")))
    }

    /// The same of a PostgreSQL database.
    func differences(at url: String) throws -> [String] { try differences(in: Store.open(url: url)) }

    private func differences(in store: Store) throws -> [String] {
        let stored = try Self.entries(in: store)
        let texts = Dictionary(grouping: stored, by: \.key)
        let asked = Dictionary(grouping: uncertain, by: \.key).mapValues { Set($0.map(\.rating)) }
        var found = texts.filter { $0.value.count > 1 }.map { "\($0.key) is there \($0.value.count) times" }
        for entry in certain {
            guard let row = texts[entry.key]?.first else {
                found.append("\(entry) was replied to and is gone")
                continue
            }
            // A rating that was replied to does not go, and is not given twice.
            let mayBeRated = entry.rating == nil && asked[entry.key]?.contains(row.rating) ?? false
            if row.rating != entry.rating && !mayBeRated { found.append("\(entry) has the rating \(row.rating ?? 0)") }
        }
        let known = Set((certain + uncertain).map(\.key))
        return found + texts.keys.filter { !known.contains($0) }.map { "\($0) was never written" }
    }

    private static func entries(in store: Store) throws -> [Entry] {
        defer { try? store.close() }
        return try store.write { transaction in
            var entries: [Entry] = []
            for id in try transaction.people(after: 0, limit: 100_000) {
                let user = try transaction.identities(of: id).first?.user ?? "?"
                for written in try transaction.writtenAnswers(of: id, limit: 100_000) {
                    entries.append(
                        Entry(user: user, text: written.text, rating: written.answer.rating?.rawValue))
                }
            }
            return entries
        }
    }
}

/// A data folder with a bridge that may speak for its people.
enum DataFolder {
    static let token = "a-token-of-the-tests-0123456789"

    /// An empty folder whose database knows the bridge `chat`.
    static func make() throws -> Scratch {
        let folder = try Scratch()
        try prepare(folder)
        return folder
    }

    /// Makes the database, which knows the bridge `chat`, in a folder.
    static func prepare(_ folder: Scratch) throws {
        try change(folder) { transaction in
            try transaction.saveToken(bridge: "chat", hash: Secrets.hash(token), at: Instant(seconds: 1_700_000_000))
        }
    }

    /// Writes into the database while no server runs.
    static func change<Value>(_ folder: Scratch, _ body: (Transaction) throws -> Value) throws -> Value {
        let store = try Store.open(path: folder.file("yiti.sqlite"))
        defer { try? store.close() }
        return try store.write(body)
    }
}

extension ServerProcess {
    /// A connection of the bridge `chat`.
    func chat(push: Bool = false, window: Int? = nil) throws -> BridgeClient {
        try BridgeClient(port: port, token: DataFolder.token, bridge: "chat", push: push, window: window)
    }
}

internal import Foundation

/// A folder of its own that is removed when nobody uses it any more.
package final class Scratch: Sendable {
    /// Where it is.
    package let path: String

    /// A new empty folder.
    package init() throws {
        path = NSTemporaryDirectory() + "yiti-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file in it, in place of one that is there.
    package func write(_ text: String, to name: String) throws {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }

    /// Removes a file in it.
    package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

    /// The names of what is in it.
    package var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    /// The permissions of a file in it.
    package func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    }

    /// Takes over every file of another folder; sockets are left out.
    package func copy(from other: Scratch) throws {
        for name in other.names {
            let type = try FileManager.default.attributesOfItem(atPath: other.file(name))[.type] as? FileAttributeType
            if type == .typeRegular { try FileManager.default.copyItem(atPath: other.file(name), toPath: file(name)) }
        }
    }

    /// What a file holds; empty when there is none.
    package static func text(of path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}

import Foundation

/// Folders that arguments name.
enum Folders {
    /// Whether there is a folder of that name.
    static func isOne(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

import Foundation

/// Whose the files beside a database are: what root makes in a server's folder is that server's, which could not open it else.
enum FileOwner {
    /// Makes a file that was not there, for its owner only, who is that of the folder, and returns its descriptor; else a negative number,
    /// and `errno` says why. Never follows a link, so that nobody is given a file that root has elsewhere.
    static func make(_ path: String) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { give(descriptor, at: path) }
        return descriptor
    }

    /// The same for a file that somebody else opens, and who says what is wrong then.
    static func makeWhereMissing(_ path: String) {
        let descriptor = make(path)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Gives an open file to the owner of the folder that it is in, when this is root, who alone may.
    static func give(_ descriptor: Int32, at path: String) {
        let folder = (path as NSString).deletingLastPathComponent
        var owner = stat()
        guard geteuid() == 0, stat(folder.isEmpty ? "." : folder, &owner) == 0 else { return }
        _ = fchown(descriptor, owner.st_uid, owner.st_gid)
    }
}

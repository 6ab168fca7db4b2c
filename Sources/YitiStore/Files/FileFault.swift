import Foundation

/// A file that could not be read or written: which, and why, in a sentence. Foundation's own errors say that in a dump.
package struct FileFault: Error, CustomStringConvertible {
    package let description: String

    /// The fault that an error of Foundation's tells of; nil for any other error.
    package init?(_ error: any Error) {
        guard error is CocoaError || error is POSIXError || type(of: error) == NSError.self else { return nil }
        let error = error as NSError
        let path = error.userInfo[NSFilePathErrorKey] as? String ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        description = (path.map { $0 + ": " } ?? "") + Self.reason(cause)
    }

    private static func reason(_ error: NSError) -> String {
        if error.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(truncatingIfNeeded: error.code)))
        }
        switch CocoaError.Code(rawValue: error.code) {
        case .fileNoSuchFile, .fileReadNoSuchFile: return "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: return "this user may not"
        case .fileWriteOutOfSpace: return "there is no room left on the disk"
        case .fileWriteVolumeReadOnly: return "the disk is read-only"
        case .fileWriteFileExists: return "there is something of that name already"
        default: return error.localizedDescription
        }
    }
}

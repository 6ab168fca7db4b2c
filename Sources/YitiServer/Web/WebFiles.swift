internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
import YitiWeb

/// The page's files, the same for everybody.
struct WebFiles: Sendable {
    private let files: [String: (file: PageFile, tag: String)]

    init() {
        files = Dictionary(
            uniqueKeysWithValues: PageFile.all.map { file in
                let hash = SHA256.hash(data: Data(file.bytes)).prefix(12).map { String($0, radix: 16) }.joined()
                return (file.path, (file, "\"\(hash)\""))
            })
    }

    /// The file at a path; nil for none. A browser that has it already is told so.
    func response(to path: String, _ request: Request) -> Response? {
        guard let (file, tag) = files[path] else { return nil }
        let headers = [("ETag", tag), ("Cache-Control", "no-cache")]
        if request.headers[.ifNoneMatch]?.contains(tag) ?? false {
            return WebResponses.bytes([], type: file.type, status: .notModified, headers)
        }
        return WebResponses.bytes(file.bytes, type: file.type, headers)
    }
}

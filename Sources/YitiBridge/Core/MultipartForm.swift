internal import Foundation

/// The body of a request that brings a file along (`multipart/form-data`, RFC 7578).
struct MultipartForm {
    /// What the request's `Content-Type` is.
    var type: String { "multipart/form-data; boundary=\(boundary)" }
    /// The whole body.
    var body: [UInt8] { parts + Array("--\(boundary)--\r\n".utf8) }

    private let boundary = "yiti-\(UUID().uuidString)"
    private var parts: [UInt8] = []

    /// A field, or JSON with its type.
    mutating func add(_ name: String, _ text: String, type: String? = nil) {
        add("name=\"\(name)\"", type, Array(text.utf8))
    }

    /// A picture as a file.
    mutating func add(_ name: String, _ picture: Picture) {
        add("name=\"\(name)\"; filename=\"\(Picture.fileName)\"", Picture.type, picture.bytes)
    }

    private mutating func add(_ disposition: String, _ type: String?, _ content: [UInt8]) {
        let head = "--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n"
        let kind = type.map { "Content-Type: \($0)\r\n" } ?? ""
        parts += Array((head + kind + "\r\n").utf8) + content + Array("\r\n".utf8)
    }
}

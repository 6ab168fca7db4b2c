/// One HTTP request to a server on this machine, blocking.
package enum PlainHTTP {
    /// Sends a request and reads its answer to the end.
    package static func send(
        port: Int, _ method: String, _ path: String, token: String? = nil, body: JSON? = nil, seconds: Double = 60
    ) throws -> (status: Int, body: JSON) {
        let socket = try Socket(port: port)
        let content = Array((body?.text ?? "").utf8)
        // Version 1.0 is answered in one piece that ends with the connection.
        var lines = ["\(method) \(path) HTTP/1.0", "Host: 127.0.0.1", "Content-Length: \(content.count)"]
        lines.append("Content-Type: application/json")
        if let token { lines.append("Authorization: Bearer \(token)") }
        try socket.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + content)
        let answer = try socket.receiveAll(seconds: seconds)
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { throw KitFailure("no answer to \(path)") }
        let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).split(separator: " ")
        let rest = Array(answer[end.upperBound...])
        return (
            head.count > 1 ? Int(head[1]) ?? 0 : 0, (try? JSON(rest)) ?? .string(String(decoding: rest, as: UTF8.self))
        )
    }
}

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
import YitiCore

/// Responses, with the headers that every one of them has.
enum WebResponses {
    /// Nothing from another host, nothing inline, nobody's frame.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static let common: [(String, String)] = [
        ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// A response with a body.
    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, _ more: [(String, String)] = []
    ) -> Response {
        Response(
            status: status, headers: headers([("Content-Type", type)] + more),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A line of plain text; `retryAfter` says after how many seconds the same may be asked for again.
    static func text(_ text: String, _ status: HTTPResponse.Status = .ok, retryAfter: Int? = nil) -> Response {
        bytes(
            Array((text + "\n").utf8), type: "text/plain; charset=utf-8", status: status,
            [("Cache-Control", "no-store")] + (retryAfter.map { [("Retry-After", String($0))] } ?? []))
    }

    /// A method that there is not; `allowed` are those that there are, for the header that has to name them.
    static func noMethod(_ allowed: String) -> Response {
        var response = text("\(allowed) is what there is", .methodNotAllowed)
        response.headers[.allow] = allowed
        return response
    }

    /// What is asked for under a name that is not served.
    static var misdirected: Response {
        text("this name is not served here: localhost is, and what http.public_url says", .misdirectedRequest)
    }

    /// What does not say under which name it is asked for.
    static var twoHosts: Response { text("a request names one host", .badRequest) }

    /// A body that is longer than any message can be.
    static var tooLong: Response { text("the body is too long", .contentTooLarge) }

    /// What the writer replied, or a refusal as it words them: the page reads nothing else.
    static func json(
        _ reply: BrowserReply, _ more: [(String, String)] = [], status: HTTPResponse.Status? = nil
    ) -> Response {
        var headers = more + [("Cache-Control", "no-store")]
        if let seconds = reply.retryAfter ?? (reply.code == .busy ? 1 : nil) {
            headers.append(("Retry-After", String(seconds)))
        }
        return bytes(reply.body, type: "application/json", status: status ?? self.status(of: reply.code), headers)
    }

    /// A stream of events that goes on until `write` returns.
    static func stream(_ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void) -> Response {
        Response(
            status: .ok,
            headers: headers([
                ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"),
            ]), body: ResponseBody(write))
    }

    /// What can't be done is a sound answer; what to try again is not.
    private static func status(of code: RefusalCode?) -> HTTPResponse.Status {
        switch code {
        case .rateLimited: .tooManyRequests
        case .busy: .serviceUnavailable
        case .internal: .internalServerError
        case .badJson, .badUtf8, .badRequest, .unknownOp: .badRequest
        default: .ok
        }
    }

    private static func headers(_ more: [(String, String)]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in common + more {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return fields
    }
}

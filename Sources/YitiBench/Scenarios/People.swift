import Foundation

/// Getting people and questions ready on a server that runs.
extension BridgeLoad {
    /// Makes people known to the server.
    func introduce(_ count: Int, _ access: Access) throws {
        _ = try run(rate: 0, while: { $0 < count }) { client, number, from in
            _ = client.ask("user", #""user":""# + access.user(number) + "\"", started: from, what: 0)
        }
        reset()
    }

    /// The ids of questions of the server's bank, found out by asking for some.
    func questions(_ access: Access, wanted: Int = 64) throws -> [String] {
        var found: [String] = []
        for _ in 0..<wanted * 2 where found.count < wanted {
            var isRefused = false
            let errors = tally.total
            var number = 0
            _ = try run(rate: 0, while: { _ in number < 1 }) { client, _, from in
                number += 1
                _ = client.ask("cmd", #""user":"\#(access.prefix)probe","text":"/next""#, started: from, what: 0)
            } replied: { _, _, body in
                if let id = Self.reference(in: body), !found.contains(id) { found.append(id) }
            }
            isRefused = tally.total > errors
            if isRefused { break }
        }
        reset()
        guard !found.isEmpty else { throw BenchFailure("the server gave no question to answer") }
        return found
    }

    private static func reference(in body: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: body, as: UTF8.self)
        guard let start = text.range(of: #""ref":""#) else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}

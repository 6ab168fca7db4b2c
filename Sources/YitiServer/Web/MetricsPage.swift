internal import CoreMetrics
internal import Hummingbird
import YitiCore

/// The figures as a page for a scraper.
struct MetricsPage: Sendable {
    let registry: MetricsRegistry

    /// What there is at an address of its own: this page and nothing else.
    func answer(_ request: Request, refusal: Response?) -> Response {
        let response = refusal ?? whole(request)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func whole(_ request: Request) -> Response {
        guard request.uri.path == "/metrics" else {
            return WebResponses.text("there is nothing here but /metrics", .notFound)
        }
        return [.get, .head].contains(request.method) ? response(to: request) : WebResponses.noMethod("GET, HEAD")
    }

    /// The page in the format that a request accepts.
    func response(to request: Request) -> Response {
        let isOpenMetrics = AcceptedFormats(request.headers[values: .accept]).prefersOpenMetrics
        let text = MetricsText.page(registry.families(), isOpenMetrics: isOpenMetrics)
        return WebResponses.bytes(
            Array(text.utf8), type: MetricsText.type(isOpenMetrics: isOpenMetrics), [("Cache-Control", "no-store")])
    }
}

/// What a scraper says of the formats it takes (`Accept`; RFC 9110, 12.5.1), each with how well it is liked from 0, not at all, to 1.
private struct AcceptedFormats {
    private var liking: [String: Double] = [:]

    init(_ headers: [String]) {
        for entry in headers.joined(separator: ",").lowercased().split(separator: ",") {
            let parts = entry.split(separator: ";").map { String($0).trimmingSpaces() }
            guard let type = parts.first else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            liking[type] = max(quality, liking[type] ?? 0)
        }
    }

    /// Whether OpenMetrics is named and liked no less than Prometheus's own format, or that is refused.
    var prefersOpenMetrics: Bool {
        let newer = liking["application/openmetrics-text"]
        guard newer != 0 else { return false }
        if let plain = liking["text/plain"] ?? liking["text/*"], plain == 0 { return true }
        return newer.map { $0 >= liking["text/plain"] ?? liking["text/*"] ?? liking["*/*"] ?? 0 } ?? false
    }
}

internal import CoreMetrics
internal import Hummingbird

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
        let isOpenMetrics = request.headers[.accept]?.contains("application/openmetrics-text") ?? false
        let text = MetricsText.page(registry.families(), isOpenMetrics: isOpenMetrics)
        return WebResponses.bytes(
            Array(text.utf8), type: MetricsText.type(isOpenMetrics: isOpenMetrics), [("Cache-Control", "no-store")])
    }
}

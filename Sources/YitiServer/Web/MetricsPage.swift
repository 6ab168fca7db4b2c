internal import CoreMetrics
internal import Hummingbird

/// The figures as a page for a scraper.
struct MetricsPage: Sendable {
    let registry: MetricsRegistry

    /// The page in the format that a request accepts.
    func response(to request: Request) -> Response {
        let isOpenMetrics = request.headers[.accept]?.contains("application/openmetrics-text") ?? false
        let text = MetricsText.page(registry.families(), isOpenMetrics: isOpenMetrics)
        return WebResponses.bytes(
            Array(text.utf8), type: MetricsText.type(isOpenMetrics: isOpenMetrics), [("Cache-Control", "no-store")])
    }
}

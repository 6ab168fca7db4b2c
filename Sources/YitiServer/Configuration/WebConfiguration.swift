/// The listener that serves the page and the operator's figures.
package struct WebConfiguration: Hashable, Sendable {
    /// Whether there is one; `http: off` says no.
    package var isOn = true
    /// Where it listens, as a listener's keys say it; its mode says nothing.
    package var listener = WebConfiguration.standard
    /// `http.public_url`: what people type to reach it, `https://yiti.example`; empty when only this machine does.
    package var publicURL = ""
    /// `http.metrics`: an address and port of its own for `/metrics`, `127.0.0.1:9180`; empty for the same listener.
    package var metrics = ""

    /// The default: on this machine only.
    package init() {}

    private static var standard: ListenerConfiguration {
        var listener = ListenerConfiguration()
        listener.port = 7180
        return listener
    }

    /// Whether `/metrics` may be asked for where the page is: nobody outside this machine reaches it.
    package var showsMetrics: Bool { metrics.isEmpty && listener.isLoopback && publicURL.isEmpty }

    /// Whether people's browsers come by https, over the listener's own TLS or a proxy's.
    package var isSecure: Bool { publicURL.isEmpty ? listener.tls != nil : publicURL.hasPrefix("https://") }

    /// What is wrong with it as a whole, where it does not show in one key. The figures' own address follows the same rule.
    var problem: String? {
        let addresses = [listener.address] + (BindPlace(metrics).map { [$0.address] } ?? [])
        guard isOn, listener.tls == nil, !listener.insecure,
            let open = addresses.first(where: { !NetworkRange.isLoopback($0) })
        else { return nil }
        return
            "a clear listener on \(open) lets everybody on the way read along: give http tls, or say insecure: true if "
            + "that is meant"
    }

    /// The same for whoever asks for the figures at an address of their own.
    func metricsDoor(at place: BindPlace) -> WebConfiguration {
        var other = self
        other.listener.address = place.address
        return other
    }
}

extension Configuration {
    /// Whether somebody chose where the page is; else a port that is taken makes it take another.
    package var namesWeb: Bool { named.contains { $0 == "http" || $0.hasPrefix("http.") } }
}

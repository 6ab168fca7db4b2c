/// Listeners that want the same port.
enum PortClash {
    /// What the page's listener and the figures' own take from each other or from the others. Two of `listeners` are told where they are
    /// read.
    static func problems(_ configuration: Configuration, file: String) -> [ConfigurationProblem] {
        guard configuration.web.isOn else { return [] }
        var taken = configuration.listeners.enumerated().map { index, listener in
            (name: "listeners[\(index)]", place: BindPlace(address: listener.address, port: listener.port))
        }
        var problems: [ConfigurationProblem] = []
        let web = configuration.web.listener
        // A page that nobody placed gives way by itself.
        let page = configuration.namesWeb ? BindPlace(address: web.address, port: web.port) : nil
        for case (let key, let place?) in [("http.port", page), ("http.metrics", BindPlace(configuration.web.metrics))]
        {
            if let other = taken.first(where: { $0.place.clashes(with: place) }) {
                problems.append(
                    ConfigurationProblem(
                        place: configuration.places[key] ?? file, key: key,
                        message: "\(other.name) has \(other.place) already; name another port"))
            }
            taken.append((key, place))
        }
        return problems
    }
}

extension BindPlace {
    /// Whether only one of two can be had.
    fileprivate func clashes(with other: BindPlace) -> Bool {
        let everywhere = ["0.0.0.0", "::"]
        return port != 0 && port == other.port
            && (address == other.address || everywhere.contains(address) || everywhere.contains(other.address))
    }
}

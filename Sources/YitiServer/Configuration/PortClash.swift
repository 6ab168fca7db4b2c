/// Listeners that want the same port.
enum PortClash {
    /// What the page's listener and the figures' own take from each other or from the others. Two of `listeners` are told where they are
    /// read.
    static func problems(_ configuration: Configuration, file: String) -> [ConfigurationProblem] {
        guard configuration.web.isOn else { return [] }
        var taken = configuration.listeners.enumerated().map { index, listener in
            (name: "listeners[\(index)]", place: listener.place)
        }
        var problems: [ConfigurationProblem] = []
        let web = configuration.web.listener
        // A page that nobody placed gives way by itself.
        let page = configuration.namesWeb ? web.place : nil
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
    func clashes(with other: BindPlace) -> Bool {
        let everywhere = ["0.0.0.0", "::"]
        let (mine, others) = (plainAddress, other.plainAddress)
        return port != 0 && port == other.port
            && (mine == others || everywhere.contains(mine) || everywhere.contains(others))
    }

    /// What is listened on under a name.
    private var plainAddress: String { address == "localhost" ? "127.0.0.1" : address }
}

extension ListenerConfiguration {
    /// Where it listens.
    var place: BindPlace { BindPlace(address: address, port: port) }
}

/// Where each key was named, for what is found wrong with its value only later. Where a value stands makes it no other value, so all
/// places are equal.
package struct KeyPlaces: Hashable, Sendable {
    private var places: [String: String] = [:]

    /// The place of a key: `config/yiti.yaml:12`, `environment`, `command line`; nil for a default.
    package subscript(key: String) -> String? {
        get { places[key] }
        set { places[key] = newValue }
    }

    package static func == (left: KeyPlaces, right: KeyPlaces) -> Bool { true }

    package func hash(into hasher: inout Hasher) {}
}

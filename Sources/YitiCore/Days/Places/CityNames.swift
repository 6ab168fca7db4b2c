/// Cities and countries that people type and that no zone is named after, in small letters and simplified characters.
enum CityNames {
    /// The zone of each.
    static let zones = Dictionary(
        [ChineseCities.rows, AsianCities.rows, EuropeanCities.rows, AmericanCities.rows, SouthernCities.rows].flatMap(
            names),
        uniquingKeysWith: { first, _ in first })

    /// A row is a zone and the names it goes by; a name of several words has low lines between them.
    private static func names(_ rows: String) -> [(String, String)] {
        rows.split(separator: "\n").flatMap { row in
            let names = row.split(separator: " ").map(String.init)
            return names.dropFirst().map { (String($0.map { $0 == "_" ? " " : $0 }), names.first ?? "") }
        }
    }
}

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
            return names.dropFirst().flatMap { name in
                spellings(String(name.map { $0 == "_" ? " " : $0 })).map { ($0, names.first ?? "") }
            }
        }
    }

    /// A name, and how it is typed on a keyboard without its marks (`münchen`, `munchen`, `muenchen`).
    private static func spellings(_ name: String) -> [String] {
        guard name.contains(where: { marked[$0] != nil }) else { return [name] }
        return [name, name.map { marked[$0]?.plain ?? String($0) }.joined()]
            + [name.map { marked[$0]?.long ?? String($0) }.joined()]
    }

    private static let marked: [Character: (plain: String, long: String)] = [
        "ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ß": ("s", "ss"), "á": ("a", "a"), "ã": ("a", "a"),
        "é": ("e", "e"), "í": ("i", "i"), "ó": ("o", "o"), "ł": ("l", "l"),
    ]
}

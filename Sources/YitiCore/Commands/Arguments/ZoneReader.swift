/// Time zones as people type them among other words.
extension ArgumentScanner {
    /// The zone that the longest run of words or characters here names, or may name; nil when none does.
    mutating func zone(_ zones: ZoneBook) -> ZoneFinding? {
        guard let first = next(), !(previous?.isNumber ?? false) || !"+-".contains(first) else { return nil }
        let ends = first.isASCII && first != "+" && first != "-" ? latinEnds : first.isASCII ? offsetEnds : chineseEnds
        for length in ends.sorted(by: >) {
            guard let finding = zones.meaning(of: String(rest.prefix(length))) else { continue }
            advance(length)
            return finding
        }
        return nil
    }

    /// Where runs of one to five words may end: letters, and the signs in names and offsets.
    private var latinEnds: [Int] {
        guard next()?.isLatin ?? false, !(previous?.isLatin ?? false) else { return [] }
        var ends: [Int] = []
        for (place, character) in rest.prefix(48).enumerated() {
            let isPart = character.isLetter || character.isNumber || "_-+/.':".contains(character)
            if !isPart {
                ends.append(place)
                if character != " " || ends.count == 5 { return ends }
            } else if !character.isASCII, !(ends.last == place), rest.prefix(place).last?.isASCII ?? false {
                ends.append(place)
            }
        }
        return ends + [min(48, rest.count)]
    }

    private var offsetEnds: [Int] {
        [rest.prefix { "+-:.±".contains($0) || $0.isASCII && $0.isNumber }.count].filter { $0 > 1 }
    }

    /// Chinese has no spaces: any beginning of the run may be the name.
    private var chineseEnds: [Int] {
        let run = rest.prefix(14).prefix { !$0.isSeparator && !$0.isLatin }.count
        return run < 2 ? [] : Array(2...run)
    }
}

extension ZoneFinding {
    var isSeveral: Bool { if case .several = self { true } else { false } }
}

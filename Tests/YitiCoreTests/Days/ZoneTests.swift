import Foundation
import Testing
import YitiCore
import YitiTestKit

@Suite struct ZoneTests {
    @Test("gives the offsets that Python's zoneinfo gives, in zones of every kind")
    func offsets() throws {
        let rows = """
            Europe/Berlin 853832589=3600 741361655=7200 1284562980=7200 1015572061=3600 1549979259=3600 1433709126=7200
            America/New_York 503659048=-18000 932486208=-14400 1132377781=-18000 1591929389=-14400 1666929205=-14400
            Australia/Lord_Howe 438248859=41400 300091911=36000 1097751126=37800 1385686859=39600 1719409671=37800
            Antarctica/Troll 935663722=0 1002852470=0 1112451039=7200 1415685571=0 1677659765=0
            Africa/Cairo 578986789=10800 940725539=7200 1109940165=7200 1505741546=7200 1605790209=7200
            America/Santiago 178193952=-14400 156446233=-10800 1141632959=-10800 1600908148=-10800 1690703499=-14400
            America/Havana 381555610=-18000 1164316996=-18000 1469540135=-14400 1399199376=-14400 1729176077=-14400
            Africa/Casablanca 275073151=0 1192008694=0 1217053735=3600 1594777533=3600 1712428080=0 1698296896=3600
            Pacific/Apia 903268233=-39600 1243107098=-39600 1397130409=46800 1405506768=46800 1666058419=46800
            Europe/Dublin 550288406=3600 1281697146=3600 1134697665=0 1548490574=0 1698595595=0
            Pacific/Kiritimati 97903639=-38400 223857341=-38400 1182933683=50400 1674001312=50400
            Asia/Kathmandu 335491024=19800 736550206=20700 1170080697=20700 1683028047=20700
            """
        for row in rows.split(separator: "\n") {
            let fields = row.split(separator: " ")
            let zone = try DayExamples.zone(String(fields[0]))
            for pair in fields.dropFirst() {
                let parts = pair.split(separator: "=")
                let at = Instant(seconds: try #require(Int64(parts[0])))
                #expect(zone.offset(at: at) == Int(parts[1]), "\(zone.name) \(pair)")
            }
        }
    }

    @Test("follows a footer's rule for centuries as Python's zoneinfo does, to the second of each change")
    func footers() throws {
        for row in ZoneRuleExamples.rows.split(separator: "\n") {
            let fields = row.split(separator: " ")
            let file = ZoneFileExample(offsets: [try #require(Int(fields[1]))], footer: String(fields[0]))
            let zone = try #require(Zone(name: "Example", file: file.bytes), "\(fields[0])")
            for year in fields.dropFirst(2) { try expect(zone, year: year) }
        }
    }

    private func expect(_ zone: Zone, year: Substring) throws {
        let parts = year.split(separator: ":", maxSplits: 1)
        let changes = parts[1].split(separator: ",")
        let start = try DayExamples.instant("\(parts[0])-01-01T00:00:00Z")
        var offset = try #require(Int(changes[0]))
        #expect(zone.offset(at: start) == offset, "\(parts[0])")
        for change in changes.dropFirst() {
            let pair = change.split(separator: "=")
            let at = try DayExamples.instant(pair[0].dropLast() + ":00Z")
            #expect(zone.offset(at: at.advanced(bySeconds: -1)) == offset, "\(change)")
            offset = try #require(Int(pair[1]))
            #expect(zone.offset(at: at) == offset, "\(change)")
        }
    }

    @Test("reads every zone of the system, and has the offsets' first day of 1970 to 2500 in order")
    func everyZone() throws {
        let zones = try DayExamples.zones()
        #expect(zones.names.count > 400)
        for name in zones.names {
            let zone = try #require(zones.known(name), "\(name)")
            for year in stride(from: 1900, through: 2500, by: 50) {
                let noon = try DayExamples.instant("\(year)-06-15T12:00:00Z")
                let (day, second) = zone.local(at: noon)
                #expect(
                    (0..<86_400).contains(second) && abs(day.days(since: Day(number: Int(noon.seconds / 86_400)))) <= 1)
            }
        }
    }

    @Test("survives instants at the ends of the range")
    func extremes() throws {
        for name in ["UTC", "Europe/Berlin", "Pacific/Apia", "+18:00", "-18:00"] {
            let zone = try DayExamples.zone(name)
            for seconds in [Int64.min, .min + 1, -1, 0, .max - 1, .max] {
                let (_, second) = zone.local(at: Instant(seconds: seconds))
                #expect((0..<86_400).contains(second))
                #expect(!Instant(seconds: seconds).text.isEmpty)
            }
        }
    }

    @Test("refuses a file that ends too soon, wherever it ends")
    func truncated() {
        let transitions: [(at: Int64, type: Int)] = (0..<40).map { ($0 * 20_000_000, Int($0) % 2) }
        let file = ZoneFileExample(offsets: [3600, 7200], transitions: transitions).bytes
        #expect(Zone(name: "Example", file: file) != nil)
        for length in 0..<(file.count - 2) { #expect(Zone(name: "Example", file: Array(file.prefix(length))) == nil) }
    }

    @Test("refuses what is no TZif file of version 2 or later, or names a type that is not there")
    func refuses() {
        #expect(Zone(name: "Example", file: Array("not a zone file at all".utf8)) == nil)
        #expect(Zone(name: "Example", file: ZoneFileExample(version: 0).bytes) == nil)
        #expect(Zone(name: "Example", file: ZoneFileExample(offsets: []).bytes) == nil)
        #expect(Zone(name: "Example", file: ZoneFileExample(transitions: [(0, 1)]).bytes) == nil)
    }

    @Test("a footer that is no rule leaves the last transition in force")
    func brokenFooters() throws {
        for footer in [
            "", "CET", "C-1", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-99", "CET-1CEST,J366,J1",
        ] {
            let file = ZoneFileExample(offsets: [0, 3600], transitions: [(1_000, 1)], footer: footer)
            let zone = try #require(Zone(name: "Example", file: file.bytes))
            #expect(zone.offset(at: Instant(seconds: 4_000_000_000)) == 3600, "\(footer)")
        }
    }

    @Test("never traps on garbled files", arguments: 1...12)
    func garbled(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let transitions: [(at: Int64, type: Int)] = (0..<30).map { ($0 * 20_000_000, Int($0) % 2) }
        let file = ZoneFileExample(
            offsets: [3600, 7200], transitions: transitions, footer: "CET-1CEST,M3.5.0,M10.5.0/3"
        ).bytes
        for _ in 0..<40 {
            var bytes = file
            for _ in 0...random.below(6) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            guard let zone = Zone(name: "Example", file: bytes) else { continue }
            for seconds in [Int64.min, -1, 0, 1_700_000_000, 20_000_000_000, .max] {
                #expect((0..<86_400).contains(zone.local(at: Instant(seconds: seconds)).second), "seed \(seed)")
            }
            _ = zone.instant(of: Day(number: 20_000), second: 7_200)
        }
    }
}

@Suite struct ZoneBookTests {
    @Test(
        "finds what people type",
        arguments: [
            ("asia/shanghai", "Asia/Shanghai"), ("Europe/berlin", "Europe/Berlin"), ("New York", "America/New_York"),
            ("北京", "Asia/Shanghai"), ("+8", "+08:00"), ("UTC-3:30", "-03:30"), ("gmt+0545", "+05:45"), ("utc", "UTC"),
            ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ])
    func finds(typed: String, name: String) throws {
        #expect(try DayExamples.zones().find(typed) == .found(name))
    }

    @Test(
        "never makes a path of what people type",
        arguments: [
            "../../etc/passwd", "/etc/passwd", "Europe/../Europe/Berlin", "posixrules/x", "", "tzdata.zi", "BST\u{0}",
        ])
    func refuses(typed: String) throws {
        guard case .unknown = try DayExamples.zones().find(typed) else {
            Issue.record("\(typed) was found")
            return
        }
    }

    @Test("says which package is missing when there are no zones")
    func missing() {
        #expect { try ZoneBook(directory: "/nonexistent") } throws: { "\($0)".contains("tzdata") }
    }
}

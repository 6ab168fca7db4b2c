import YitiCore

/// Whether people can name each topic: commands take its id and its names, and lose no word of their own to its id.
struct TopicNames {
    private let parser: CommandParser
    private let bare: CommandParser
    private static let today = Day(number: 20_000)

    init(_ pages: [BankPage], zones: ZoneBook) {
        parser = CommandParser(bank: Bank(topics: pages.map(\.topic)), zones: zones, isSandbox: false)
        bare = CommandParser(bank: Bank(topics: []), zones: zones, isSandbox: false)
    }

    /// What is wrong with the id and the names of a file's topic.
    func findings(_ page: BankPage) -> [Finding] {
        let (id, name) = (page.topic.id, page.topic.name)
        guard !id.isEmpty else { return [] }
        let names = Set([name.zh, name.en]).subtracting([""]).sorted().compactMap { name in
            missed(name, id).map { "`\($0)` does not mean this topic alone: give it a name of its own" }
        }
        let taken = taken(id).map { "the id `\(id)` is a word of commands already, as in `\($0)`: give it another" }
        return (names + (taken.map { [$0] } ?? [])).map {
            Finding(file: page.file, line: page.titleLine, severity: .incomplete, message: $0)
        }
    }

    private static func lines(_ name: String) -> [String] {
        ["/topic \(name)", "/next \(name)", "/subscribe \(name) 08:00"]
    }

    /// The first line that should name the topic and does not.
    private func missed(_ name: String, _ id: String) -> String? {
        let meant: [Command] = [
            .selectTopics([id]), .next(topic: id), .subscribe(SubscriptionRequest(topics: [id], minuteOfDay: 480)),
        ]
        return zip(Self.lines(name), meant).first { parser.parse($0, today: Self.today) != .command($1) }?.0
    }

    /// The first line that is a command without any topic of that id.
    private func taken(_ id: String) -> String? {
        Self.lines(id).first { if case .command = bare.parse($0, today: Self.today) { true } else { false } }
    }
}

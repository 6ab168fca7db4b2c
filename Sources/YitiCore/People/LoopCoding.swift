extension LoopState {
    /// The state in one column: a line for the counters, then one for each open question and each waiting answer, fields parted by tabs.
    /// Empty for somebody of whom nothing is open.
    package var text: String {
        if self == LoopState() { return "" }
        var text = String(steps)
        if let ratedAfter { text += "\t" + String(ratedAfter) }
        for question in open { text.addLine(question.fields) }
        for answer in waiting { text.addLine(answer.fields) }
        for line in mock?.lines ?? [] { text.addLine(line) }
        return text
    }

    /// Reads ``text``; nil when it is not one.
    package init?(text: String) {
        self.init()
        guard !text.isEmpty else { return }
        for (number, line) in text.split(separator: "\n").enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if number == 0 {
                guard fields.count <= 2, let steps = fields.first.flatMap({ Int(field: $0) }) else { return nil }
                self.steps = steps
                ratedAfter = fields.dropFirst().first.flatMap { Int($0) }
            } else if let question = OpenQuestion(fields: fields) {
                open.append(question)
            } else if let answer = WaitingAnswer(fields: fields) {
                waiting.append(answer)
            } else if let mock = MockInterview(fields: fields) {
                self.mock = mock
            } else if mock != nil, let item = MockInterview.Item(fields: fields) {
                mock?.items.append(item)
            } else {
                return nil
            }
        }
    }
}

extension String {
    /// Adds a line of fields.
    fileprivate mutating func addLine(_ fields: [String]) {
        var parting = "\n"
        for field in fields {
            self += parting
            self += field
            parting = "\t"
        }
    }
}

extension Int {
    /// What a field counts or numbers; nil for what reckoning could not bear.
    init?(field: String) {
        guard let number = Int(field), number.magnitude < 1 << 53 else { return nil }
        self = number
    }
}

extension Instant {
    /// The instant in a field of seconds; nil for what none can be.
    init?(field: String) {
        guard let seconds = Int64(field), Self.plausible.contains(seconds) else { return nil }
        self.init(seconds: seconds)
    }
}

extension Day {
    /// The day in a field, ``latest`` for what has no end; nil for what none can be.
    init?(field: String) {
        guard let number = Int(field), Self.plausible.contains(number) || number == Self.latest.number else {
            return nil
        }
        self.init(number: number)
    }
}

extension OpenQuestion {
    fileprivate var fields: [String] {
        let kind: (String, String) =
            switch source {
            case .asked(let day): ("asked", "\(day.number)")
            case .pushed(let subscription): ("pushed", subscription.map(String.init) ?? "")
            }
        return [
            "open", question, "\(at.seconds)", "\(hints)", revealed ? "1" : "0", kind.0, kind.1, room ?? "",
            "\(touched)",
            pick?.text ?? "",
        ]
    }

    fileprivate init?(fields: [String]) {
        guard fields.count == 10, fields[0] == "open", let at = Instant(field: fields[2]),
            let hints = Int(field: fields[3]), let touched = Int(field: fields[8])
        else { return nil }
        let source: Source
        switch (fields[5], Day(field: fields[6])) {
        case ("asked", let day?): source = .asked(day)
        case ("pushed", _): source = .pushed(subscription: Int64(fields[6]))
        default: return nil
        }
        self.init(
            question: fields[1], at: at, pick: PickRecord(text: fields[9]), source: source,
            room: fields[7].isEmpty ? nil : fields[7])
        self.hints = hints
        self.touched = touched
        revealed = fields[4] == "1"
    }
}

extension WaitingAnswer {
    fileprivate var fields: [String] {
        ["waits", String(answer), question, String(until.number), room ?? "", isFollowed ? "1" : "0", pick?.text ?? ""]
    }

    fileprivate init?(fields: [String]) {
        guard fields.count == 7, fields[0] == "waits", let answer = Int64(fields[1]), let until = Day(field: fields[3])
        else { return nil }
        self.init(
            answer: answer, question: fields[2], until: until, room: fields[4].isEmpty ? nil : fields[4],
            pick: PickRecord(text: fields[6]))
        isFollowed = fields[5] == "1"
    }
}

extension PickRecord {
    /// The record in one column: `reason|recall|score|gain|horizon`, an unknown recall left empty.
    package var text: String {
        "\(reason)|\(recall.map { String($0) } ?? "")|\(score)|\(gain)|\(horizon.number)"
    }

    /// Reads ``text``; nil when it is not one.
    package init?(text: String) {
        // By octets: every person and delivery that is read has one or two of these.
        let parts = text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard parts.count == 5, let score = Double(parts[2]), let gain = Double(parts[3]), let day = Int(parts[4]),
            Day.plausible.contains(day)
        else { return nil }
        self.init(
            reason: String(parts[0]), recall: Double(parts[1]), score: score, gain: gain, horizon: Day(number: day))
    }
}

import Foundation
import YitiCore

/// Everything the service knows of a person, as the operator hands it out on request.
struct UserRecord: Encodable {
    private struct Settings: Encodable {
        var number: Int64
        var created_at: String
        var name: String?
        var language: String?
        var calendar: String
        var topics: [String]?
        var interview: String?
        var quiet_minutes: [Int]?
        var nudge: Bool
    }

    private struct Place: Encodable {
        var bridge: String
        var user: String
        var name: String?
        var suspended_at: String?
    }

    private struct GivenAnswer: Encodable {
        var answer: Int64
        var question: String
        var at: String
        var utc_offset: Int
        var day: String
        var rating: Int?
        var revealed: Bool
        var hints: Int
        var ticked: [Int]?
        var text: String
    }

    private struct LoggedEvent: Encodable {
        var id: Int64
        var kind: String
        var at: String
        var zone: String
        var utc_offset: Int
        var day: String
        var question: String?
        var rating: Int?
        var subject: Int64?
        var body: String?
        var prior: String?
    }

    private struct Memory: Encodable {
        var question: String
        var stability: Double?
        var difficulty: Double?
        var due: String?
        var reviews: Int
        var lapses: Int
    }

    private struct LedgerDay: Encodable {
        var day: String
        var kind: String
        var repairs: String?
    }

    private struct Ordered: Encodable {
        var number: Int
        var bridge: String
        var user: String
        var chat: String?
        var topics: [String]?
        var minute_of_day: Int
        var weekdays: Int
        var zone: String?
        var created_at: String
        var ended_at: String?
    }

    private struct Paused: Encodable {
        var from: String
        var until: String?
    }

    private struct Written: Encodable {
        var question: String?
        var at: String
        var text: String
    }

    private var person: Settings
    private var identities: [Place]
    private var has_login_key: Bool
    private var answers: [GivenAnswer]
    private var events: [LoggedEvent]
    private var memory: [Memory]
    private var days: [LedgerDay]
    private var subscriptions: [Ordered]
    private var pauses: [Paused]
    private var suspensions: [Paused]
    private var notes: [Written]
    private var bookmarks: [String]
    private var reports: [Written]
}

extension UserRecord {
    init(_ record: KeptRecord) {
        let person = record.person
        self.person = Settings(
            number: person.id, created_at: person.createdAt.text, name: person.name,
            language: person.language?.rawValue, calendar: person.calendar.text, topics: person.topics,
            interview: person.interview?.text,
            quiet_minutes: person.quiet.map { [$0.fromMinute, $0.untilMinute] }, nudge: person.nudge)
        identities = record.places.identities.map {
            Place(bridge: $0.bridge, user: $0.user, name: $0.name, suspended_at: $0.suspendedAt?.text)
        }
        has_login_key = record.places.hasKey
        answers = record.answers.map { written in
            let answer = written.answer
            return GivenAnswer(
                answer: answer.id, question: answer.question, at: answer.at.text, utc_offset: written.offset,
                day: answer.day.text, rating: answer.rating?.rawValue, revealed: answer.revealed,
                hints: answer.hints, ticked: answer.ticked, text: written.text)
        }
        events = record.events.map(Self.logged)
        memory = record.cards.map {
            Memory(
                question: $0.question, stability: $0.memory?.stability, difficulty: $0.memory?.difficulty,
                due: $0.dueDay?.text, reviews: $0.reviews, lapses: $0.lapses)
        }
        days = record.days.map { LedgerDay(day: $0.day.text, kind: $0.kind.rawValue, repairs: $0.repairs?.text) }
        subscriptions = record.subscriptions.map(Self.ordered)
        pauses = record.pauses.map { Paused(from: $0.from.text, until: $0.until?.text) }
        suspensions = record.suspensions.map { Paused(from: $0.from.text, until: $0.until?.text) }
        notes = record.notes.map { Written(question: $0.question, at: $0.at.text, text: $0.text) }
        bookmarks = record.bookmarks
        reports = record.reports.map { Written(question: $0.question, at: $0.at.text, text: $0.text) }
    }

    /// The record as JSON, with line breaks, fit for a terminal and a file alike.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Self.escaped(String(decoding: try encoder.encode(self), as: UTF8.self))
    }

    private static func logged(_ event: Event) -> LoggedEvent {
        LoggedEvent(
            id: event.id, kind: event.kind.rawValue, at: event.at.text, zone: event.zone, utc_offset: event.offset,
            day: event.day.text, question: event.question, rating: event.rating?.rawValue, subject: event.subject,
            body: event.body, prior: event.prior)
    }

    private static func ordered(_ subscription: Subscription) -> Ordered {
        Ordered(
            number: subscription.number, bridge: subscription.address.bridge, user: subscription.address.user,
            chat: subscription.address.chat, topics: subscription.topics, minute_of_day: subscription.minuteOfDay,
            weekdays: Int(subscription.weekdays.rawValue), zone: subscription.zone,
            created_at: subscription.createdAt.text, ended_at: subscription.endedAt?.text)
    }

    /// JSON in which what the encoder leaves raw and a terminal would act on is escaped; it occurs inside strings only.
    private static func escaped(_ json: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in json.unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF:
                let digits = String(scalar.value, radix: 16)
                let padding = String(repeating: "0", count: 4 - digits.utf8.count)
                escaped.append(contentsOf: "\\u\(padding)\(digits)".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

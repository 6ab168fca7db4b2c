/// The streak with its calendar.
package struct StreakFacts: Hashable, Sendable {
    /// The numbers.
    package var numbers: StreakNumbers
    /// The learning day it is.
    package var day: Day
    /// When that day ends.
    package var endsAt: Instant
    /// The same as seconds east of UTC, to print local time.
    package var utcOffsetSeconds: Int
    /// Days from the first answered one on, oldest first; at most four weeks, or as many as `why` lists.
    package var days: [StreakDay]
    /// Whether `why` was asked: the text lists every day with kind, zone and cause.
    package var explained: Bool
    /// Whether today lies in a pause: nothing is at risk.
    package var isPaused: Bool
    /// Words before it.
    package var remarks: [Remark]

    package init(
        numbers: StreakNumbers, day: Day, endsAt: Instant, utcOffsetSeconds: Int, days: [StreakDay], explained: Bool,
        isPaused: Bool = false, remarks: [Remark] = []
    ) {
        self.numbers = numbers
        self.day = day
        self.endsAt = endsAt
        self.utcOffsetSeconds = utcOffsetSeconds
        self.days = days
        self.explained = explained
        self.isPaused = isPaused
        self.remarks = remarks
    }
}

/// Numbers over everything a person answered.
package struct StatsFacts: Hashable, Sendable {
    /// One topic's part.
    package struct TopicPart: Hashable, Sendable {
        package var topic: String
        package var name: Text
        package var seen: Int
        package var total: Int
        package var due: Int
        /// The mean chance of recall over all its questions today, unseen ones counted as 0; 0 to 1.
        package var mastery: Double
        /// How many key points the last ticked answers to its questions covered, of how many.
        package var covered: Int
        package var points: Int

        /// A part from its numbers.
        package init(
            topic: String, name: Text, seen: Int, total: Int, due: Int, mastery: Double, covered: Int = 0,
            points: Int = 0
        ) {
            self.topic = topic
            self.name = name
            self.seen = seen
            self.total = total
            self.due = due
            self.mastery = mastery
            self.covered = covered
            self.points = points
        }
    }

    /// How many answers, rated or not.
    package var answered: Int
    /// Questions with at least one rating.
    package var questionsSeen: Int
    /// Questions in the bank (or the topic asked for).
    package var questionsTotal: Int
    /// Seen questions due today or earlier.
    package var due: Int
    /// The part of reviews (not first ratings) that were passed; nil without one.
    package var retention: Double?
    /// Topic by topic, in the bank's order.
    package var byTopic: [TopicPart]
    /// The key points that are missed again and again, the most often first.
    package var missed: [MissedPoint]
    /// Rated answers by learning day, for the heat map of a year; days without are absent.
    package var answersByDay: [Day: Int]
    /// How many seen questions fall due on each of the next days, today's with those that are late.
    package var dueByDay: [Day: Int] = [:]
    /// The learning day it is: the heat map ends here.
    package var today: Day
    /// The interview's date, until it has passed.
    package var interview: Day?
    /// What is expected of the interview's day; nil without one.
    package var readiness: Readiness?
    /// The topics that readiness is of; nil for all.
    package var readinessTopics: [String]?
    /// The person's own forgetting; nil while it is everybody's.
    package var own: OwnForgetting?
    /// Words before it.
    package var remarks: [Remark]

    /// Statistics from their numbers.
    package init(
        answered: Int, questionsSeen: Int, questionsTotal: Int, due: Int, retention: Double?, byTopic: [TopicPart],
        answersByDay: [Day: Int], today: Day, interview: Day?, readiness: Readiness?, own: OwnForgetting? = nil,
        remarks: [Remark] = [],
        missed: [MissedPoint] = []
    ) {
        self.missed = missed
        self.answered = answered
        self.questionsSeen = questionsSeen
        self.questionsTotal = questionsTotal
        self.due = due
        self.retention = retention
        self.byTopic = byTopic
        self.answersByDay = answersByDay
        self.today = today
        self.interview = interview
        self.readiness = readiness
        self.own = own
        self.remarks = remarks
    }
}

/// A key point that ticked answers missed more than once.
package struct MissedPoint: Hashable, Sendable {
    package var question: String
    /// Its number, from 1.
    package var point: Int
    /// How many ticked answers missed it.
    package var times: Int

    package init(question: String, point: Int, times: Int) {
        self.question = question
        self.point = point
        self.times = times
    }

    /// Those of ticked answers, the most often missed first; `count` says how many key points a question has.
    package static func again(in answers: [Answer], _ count: (String) -> Int) -> [MissedPoint] {
        var times: [String: [Int: Int]] = [:]
        for answer in answers {
            guard let ticked = answer.ticked else { continue }
            for point in PointList(ticked).missing(of: count(answer.question)) {
                times[answer.question, default: [:]][point, default: 0] += 1
            }
        }
        let missed = times.flatMap { question, points in
            points.filter { $0.value > 1 }.map { MissedPoint(question: question, point: $0.key, times: $0.value) }
        }
        return missed.sorted { (-$0.times, $0.question, $0.point) < (-$1.times, $1.question, $1.point) }
    }
}

/// A page of answers, newest first.
package struct HistoryFacts: Hashable, Sendable {
    /// One answer.
    package struct Entry: Hashable, Sendable {
        package var answer: Int64
        package var question: String
        package var wording: Text
        package var at: Instant
        package var utcOffsetSeconds: Int
        package var day: Day
        package var rating: Rating?
        /// The numbers of the key points it covered; nil when none were ticked.
        package var ticked: [Int]?
        package var text: String

        package init(
            answer: Int64, question: String, wording: Text, at: Instant, utcOffsetSeconds: Int, day: Day,
            rating: Rating?, ticked: [Int]? = nil, text: String
        ) {
            self.answer = answer
            self.question = question
            self.wording = wording
            self.at = at
            self.utcOffsetSeconds = utcOffsetSeconds
            self.day = day
            self.rating = rating
            self.ticked = ticked
            self.text = text
        }
    }

    /// The answers of this page, or more than fit: the wire takes as many as its line holds.
    package var answers: [Entry]
    /// The command for the next page; nil on the last.
    package var next: String?
    /// Words before it.
    package var remarks: [Remark]

    package init(answers: [Entry], next: String?, remarks: [Remark] = []) {
        self.answers = answers
        self.next = next
        self.remarks = remarks
    }
}

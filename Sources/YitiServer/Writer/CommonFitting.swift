import YitiCore
import YitiStore

/// Finds out of everybody's reviews what people have in common in how they forget, once a day at most and beside the writer's thread. The
/// choice begins with it for each of them, from their next learning day on.
enum CommonFitting {
    /// Has everybody's reviews looked at when somebody has rated an answer and it is worth it today.
    static func consider(_ batch: WriteBatch) throws {
        let (watch, services, today) = (batch.state.watch, batch.state.services, day(of: batch.now))
        let before = services.terms.common
        guard services.sharesForgetting, watch.commonDay != today, CommonForgetting.isDue(day: today, after: before)
        else { return }
        let dayBefore = watch.commonDay
        watch.commonDay = today
        batch.onRollback { watch.commonDay = dayBefore }
        guard !services.clock.stands else {
            guard let found = try CommonReviews(batch.transaction, for: today)?.finding(after: before) else { return }
            return try record(found, batch)
        }
        batch.reads.besideOfAll(in: batch) { transaction in
            try CommonReviews(transaction, for: today)?.finding(after: before)
        } then: { (batch, found: CommonFinding) in
            try record(found, batch)
        }
    }

    /// Begins with what was found last, here or elsewhere, once the batch is durable.
    static func adopt(_ found: CommonFinding?, _ batch: WriteBatch) {
        let (watch, services) = (batch.state.watch, batch.state.services)
        guard services.sharesForgetting, let found else { return }
        batch.afterCommit {
            watch.commonDay = max(found.day, watch.commonDay ?? found.day)
            if services.terms.common != found.common { services.begin(with: found.common) }
        }
    }

    private static func record(_ found: CommonFinding, _ batch: WriteBatch) throws {
        try batch.transaction.apply(.common(found), at: batch.now)
        adopt(found, batch)
    }

    private static func day(of now: Instant) -> Int { Int(now.seconds / 86_400) }
}

/// The reviews that are looked at: of the oldest people, and of so many that the outcome would hardly be another with more.
struct CommonReviews {
    private let day: Int
    private var evidence: [CommonForgetting.Evidence] = []
    private var answering = 0

    /// No more people are taken than so many who have reviews.
    private static let enoughPeople = 300

    /// Those of a day, in UTC; nil where another server on the same database was quicker.
    init?(_ transaction: Transaction, for day: Int) throws {
        self.day = day
        let found = try transaction.forEachReviews(after: { $0?.day != day }) { reviews in
            answering += 1
            if let one = CommonForgetting.Evidence(reviews) { evidence.append(one) }
            return evidence.count < Self.enoughPeople
        }
        if found?.day == day { return nil }
    }

    /// What they say, where `before` was known.
    func finding(after before: CommonForgetting?) -> CommonFinding {
        CommonFinding(
            day: day, common: CommonForgetting.found(evidence, answering: answering, after: before))
    }
}

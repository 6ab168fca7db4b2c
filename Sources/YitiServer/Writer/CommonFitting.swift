import YitiCore
import YitiStore

/// Finds out of everybody's reviews what people have in common in how they forget, once a day at most and beside the writer's thread. The
/// choice begins with it for each of them, from their next learning day on.
enum CommonFitting {
    /// Under which key it is kept, behind the day it was found on.
    static let key = "memory_common"

    /// Has everybody's reviews looked at when somebody has rated an answer and it is worth it today.
    static func consider(_ batch: WriteBatch) throws {
        let (watch, services, today) = (batch.state.watch, batch.state.services, day(of: batch.now))
        let before = services.terms.common
        guard services.sharesForgetting, watch.commonDay != today, CommonForgetting.isDue(day: today, after: before)
        else { return }
        watch.commonDay = today
        guard !services.clock.stands else {
            return try record(CommonReviews(batch.transaction).forgetting(after: before), batch)
        }
        batch.reads.besideOfAll(in: batch) { (transaction) -> CommonFound? in
            // Another server on the same database may have been quicker.
            guard try found(transaction)?.day != today else { return nil }
            return CommonFound(common: try CommonReviews(transaction).forgetting(after: before))
        } then: { (batch, found: CommonFound) in
            try record(found.common, batch)
        }
    }

    /// What was found last, by whatever server; nil before anything was.
    static func found(_ transaction: Transaction) throws -> (day: Int, common: CommonForgetting?)? {
        guard let parts = try transaction.meta(key)?.split(separator: "=", omittingEmptySubsequences: false),
            parts.count == 2, let day = Int(parts[0])
        else { return nil }
        return (day, CommonForgetting(text: parts[1]))
    }

    /// Begins with what was found, here or elsewhere, once the batch is durable.
    static func adopt(_ batch: WriteBatch) throws {
        let (watch, services) = (batch.state.watch, batch.state.services)
        guard services.sharesForgetting, let (day, common) = try found(batch.transaction) else { return }
        batch.afterCommit {
            watch.commonDay = max(day, watch.commonDay ?? day)
            if services.terms.common != common { services.begin(with: common) }
        }
    }

    private static func record(_ common: CommonForgetting?, _ batch: WriteBatch) throws {
        try batch.transaction.setMeta(key, "\(day(of: batch.now))=\(common?.text ?? "")")
        try adopt(batch)
    }

    private static func day(of now: Instant) -> Int { Int(now.seconds / 86_400) }
}

/// What came of looking; there may be nothing to have in common.
private struct CommonFound: Sendable {
    var common: CommonForgetting?
}

/// The reviews that are looked at: of the oldest people, and of so many that the outcome would hardly be another with more.
struct CommonReviews {
    private var evidence: [CommonForgetting.Evidence] = []
    private var answering = 0

    /// No more people are taken than so many who have reviews.
    private static let enoughPeople = 300

    init(_ transaction: Transaction) throws {
        try transaction.forEachReviews { reviews in
            answering += 1
            if let one = CommonForgetting.Evidence(reviews) { evidence.append(one) }
            return evidence.count < Self.enoughPeople
        }
    }

    /// What they say, where `before` was known.
    func forgetting(after before: CommonForgetting?) -> CommonForgetting? {
        CommonForgetting.found(evidence, answering: answering, after: before)
    }
}

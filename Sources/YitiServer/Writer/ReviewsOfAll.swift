import YitiCore
import YitiStore

extension Transaction {
    /// Goes through the reviews of people who have rated answers, those who came first first, until `take` wants no more; who has none
    /// gives an empty list. After a hundred thousand answers it ends as well: more of them would tell little, and take more than a second.
    func forEachReviews(_ take: ([Review]) -> Bool) throws {
        var (last, answers): (Int64, Int) = (0, 0)
        while true {
            let page = try peopleWithAnswers(after: last, limit: 500)
            guard let end = page.last else { return }
            last = end
            for id in page {
                // One row that can't be read is no reason to know nothing of all others.
                guard let person = try? person(id), person.firstAnswers > 0 else { continue }
                let standing = try self.answers(of: id, limit: .max)
                answers += standing.count
                guard take(Review.all(in: standing.reversed(), person.memory)), answers < 100_000 else { return }
            }
        }
    }
}

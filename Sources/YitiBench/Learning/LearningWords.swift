/// The prose of docs/learning.md.
enum LearningWords {
    static func head(people: Int, questions: Int) -> String {
        """
        # Does it teach?

        Written by `make learning`, which simulates people who learn by the product's own choice, memory and calibration, offline. In each cell
        \(people) people (seeds 1 to \(people)) learn the shipped bank of \(questions) questions; every rule meets the same people. A figure is
        the chance of recall on the last day, weighted by stars, over the whole bank, what was never seen included. The best simple rule is
        picked on the first half of the people; the lead is Yiti's over that one on the second half, paired, with its standard error. Simple
        rules take higher stars first, and the weakest seen when they have nothing. \(LearningDeployment.size) people share a server, which learns
        from all of them along which curve they forget; they begin on the same day. *Readiness held* is the part of people of whom the
        interval that `/stats` gives held on the last day, when nothing more had been answered: asked at a quarter, at a half and at three
        quarters of the time; it should be 80 %, and with so many people lies within 6 of that 19 times in 20.

        """
    }

    static func name(_ truth: LearningTruth) -> String {
        switch truth {
        case .factor:
            "(a) FSRS-6, with a factor on stability that differs by person (log-normal, σ 0.5); 3 in 10 passed at first sight"
        case .known: "(b) As (a), and a tenth to six tenths of the bank is known from before, and lasts"
        case .steep: "(c) As (b), with the square-root forgetting of FSRS-4.5"
        case .candidate:
            "(d) Knowledge from before comes by topic and stars, questions differ in how they stick (σ 0.4), one day in seven is missed"
        }
    }

    static let limits = """
        ## What this can't say

        All four truths are made of the same stuff as the product: a card of one question, a stability that grows with each recall, a rating
        that is honest. Nobody here learns one question from another, reads the reference answer twice, is tired, gives up because the
        questions are too hard or too easy, or answers more on a good day. Whether an answer in one's own words is remembered as a rated card
        is remembered is supposed, not shown. The leads are small beside the differences between people: how often somebody answers matters
        far more than which question is chosen.

        People of one server are taken to forget along the same curve: they differ in how strongly they remember, in what they knew before and,
        under (d), in more, but the exponent is the same for all of them. So a few reviews of each tell it within days, also where it is much
        steeper than FSRS-6 has it (c). Those reviews cost the first people of a server a thousandth or two. Somebody alone on a server, or with
        fewer than four others, has none of this: under (c) the choice is then behind the best simple rule by 0.008 on the mean and 0.019 at
        worst, measured when nothing was shared.

        The interval of readiness is a belief about people of whom one does not know which of these truths is theirs. It allows for what was
        passed at first sight to have been luck, as all of it is under (a), and for most of it to have been known, as it is under (b) to (d);
        nobody knows which before it is asked again, so where it matters the truth lies outside at one side and hardly ever at the other. And
        it takes FSRS-6's curve to be three times as likely as all others together, until reviews speak.

        """
}

import Benchmark
import YitiCore

/// What is reckoned without a disk: memory, choice, recurrence.
func coreBenchmarks() {
    let model = FSRS6.standard
    Benchmark("replay a review (FSRS)") { benchmark in
        var state = model.first(.good)
        for number in benchmark.scaledIterations {
            state = model.after(number % 5 == 0 ? .again : .good, state, elapsedDays: number % 30)
        }
        blackHole(state)
    }

    let answers = (0..<1_000).map { number in
        (rating: Rating(rawValue: 1 + number * 7 % 4) ?? .good, day: Day(number: 20_000 + number * 3))
    }
    Benchmark("replay a card of 1,000 answers", configuration: .init(scalingFactor: .one, maxDuration: .seconds(3))) {
        benchmark in
        for _ in benchmark.scaledIterations { blackHole(Card(question: "loss-04").replayed(answers, model: model)) }
    }

    let reviews = (0..<1_000).map { number in
        Review(
            elapsedDays: 1 + number * 7 % 40, stability: 0.2 + Double(number * 13 % 90) / 10,
            isLasting: number % 3 == 0, passed: number % 4 != 0)
    }
    Benchmark(
        "fit a person's forgetting to 1,000 reviews",
        configuration: .init(scalingFactor: .one, maxDuration: .seconds(3))
    ) { benchmark in
        for _ in benchmark.scaledIterations { blackHole(CalibrationFit(reviews)) }
    }

    let bank = Fixtures.bank
    let picker = Picker(bank: bank, model: model)
    let today = Day(number: 20_500)
    let request = PickRequest(person: 7, today: today, cards: Fixtures.cards(bank, seen: 100, today: today, model))
    Benchmark("choose for a person with 100 seen questions") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(picker.pick(request)) }
    }
    var waiting = request
    waiting.interview = today.advanced(byDays: 120)
    waiting.outlook = FSRS6(calibration: Calibration(factor: 1, exponent: 0.15, lasting: 1))
    Benchmark("choose for a person with 100 seen questions, where reviews wait for a later answer") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(picker.pick(waiting)) }
    }
    let newcomer = PickRequest(person: 7, today: today)
    Benchmark("choose for somebody new") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(picker.pick(newcomer)) }
    }

    guard let zones = try? ZoneBook() else { return }
    let schedule = Schedule(
        minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 0b001_1111), zone: zones.zone("America/New_York"))
    Benchmark("the next firing of a schedule") { benchmark in
        var instant = Instant(seconds: 1_772_870_400)
        for _ in benchmark.scaledIterations {
            instant = schedule.next(after: instant)?.at ?? Instant(seconds: 1_772_870_400)
        }
        blackHole(instant)
    }
}

/// What the benchmarks work on.
enum Fixtures {
    /// The shipped bank, or an empty one where it is not found.
    static let bank: Bank = {
        for folder in ["Data/bank", "../Data/bank"] {
            if let bank = try? BankLoader.load(directory: folder) { return bank }
        }
        return Bank(topics: [])
    }()

    /// Cards of so many seen questions.
    static func cards(_ bank: Bank, seen: Int, today: Day, _ model: FSRS6) -> [Card] {
        bank.questions.prefix(seen).enumerated().map { number, question in
            var card = Card(question: question.id)
            card = card.reviewed(.good, on: today.advanced(byDays: -60 + number % 30), model: model)
            return card.reviewed(
                number % 4 == 0 ? .hard : .good, on: today.advanced(byDays: -number % 20), model: model)
        }
    }
}

/// The weekdays and topics that a subscription is asked for, as they are named one after another, and those of them that are left out.
struct SubscriptionChoice {
    /// It can't be told what is left out.
    struct Unclear: Error {}

    private var days: WeekdaySet?
    private var daysLeftOut = WeekdaySet()
    /// ``Subscription/allTopics`` alone, or ids.
    private var topics: [String]?
    private var topicsLeftOut: [String] = []
    /// What was named last, side by side: a word behind it may leave it out.
    private var run = Run.none
    /// Whether what is named next is left out.
    private var isLeavingOut = false
    /// Whether a word to leave something out is still without what it leaves out.
    private(set) var isOpen = false

    private enum Run {
        case none
        case days([WeekdaySet])
        case topics([String])
    }

    /// Whether something was named just before.
    var hasNamed: Bool { if case .none = run { false } else { true } }

    /// Whether every day, or all topics, were named just before.
    func hasNamedAll(days: Bool) -> Bool {
        switch run {
        case .none: false
        case .days(let items): days && items.last == .everyDay
        case .topics(let ids): !days && ids.last == Subscription.allTopics
        }
    }

    /// Days that are named, one by one.
    mutating func name(_ items: [WeekdaySet]) throws(Unclear) {
        if isLeavingOut { return try leaveOut(items) }
        if case .days(let before) = run { return run = .days(before + items) }
        settle()
        run = .days(items)
    }

    /// A topic that is named, or all of them.
    mutating func name(_ topic: String) throws(Unclear) {
        if isLeavingOut, isOpen || daysLeftOut.isEmpty { return try leaveOut(topic) }
        isLeavingOut = false
        if case .topics(let before) = run { return run = .topics(before + [topic]) }
        settle()
        run = .topics([topic])
    }

    /// `except`: what is named next is left out.
    mutating func leaveOutNext() throws(Unclear) {
        guard !isOpen else { throw Unclear() }
        settle()
        (isLeavingOut, isOpen) = (true, true)
    }

    /// `除外`: what was named just before is left out. Behind what is left out already it says nothing new.
    mutating func leaveOutBefore() throws(Unclear) {
        guard !isOpen else { throw Unclear() }
        if isLeavingOut { return isLeavingOut = false }
        switch run {
        case .none: throw Unclear()
        case .days(let items): try leaveOutLast(of: items)
        case .topics(let ids):
            guard ids.count == 1, let id = ids.first, id != Subscription.allTopics else { throw Unclear() }
            topicsLeftOut.append(id)
        }
        run = .none
    }

    /// Something else stands between what was named and what will be.
    mutating func endRun() throws(Unclear) {
        guard !isOpen else { throw Unclear() }
        isLeavingOut = false
        settle()
    }

    /// Whether days are left out, and none are named that they are left out of.
    var leavesOutOfNoDays: Bool { days == nil && !daysLeftOut.isEmpty }

    /// The days; nil when none are named.
    func chosenDays() throws(Unclear) -> WeekdaySet? {
        guard !daysLeftOut.isEmpty else { return days }
        let chosen = (days ?? .everyDay).subtracting(daysLeftOut)
        guard !chosen.isEmpty else { throw Unclear() }
        return chosen
    }

    /// The topics out of `all` that there are; nil when none are named.
    func chosenTopics(of all: [String]) throws(Unclear) -> [String]? {
        guard !topicsLeftOut.isEmpty else { return topics }
        let named = topics == [Subscription.allTopics] ? nil : topics
        let chosen = (named ?? all).filter { !topicsLeftOut.contains($0) }
        guard !chosen.isEmpty else { throw Unclear() }
        return chosen
    }

    private mutating func settle() {
        switch run {
        case .none: return
        case .days(let items): addDays(items)
        case .topics(let ids): for id in ids { add(id) }
        }
        run = .none
    }

    /// Days that are named take the place of every day: `工作日每天8点` is on workdays.
    private mutating func addDays(_ items: some Sequence<WeekdaySet>) {
        let named = items.filter { $0 != .everyDay }
        guard !named.isEmpty else { return days = days ?? .everyDay }
        let others = days == .everyDay ? nil : days
        days = (others ?? []).union(.all(of: named))
    }

    /// One that is named takes the place of all.
    private mutating func add(_ topic: String) {
        if topics == [Subscription.allTopics] { topics = nil }
        if topics?.contains(topic) != true { topics = (topics ?? []) + [topic] }
    }

    private mutating func leaveOut(_ topic: String) throws(Unclear) {
        guard topic != Subscription.allTopics else { throw Unclear() }
        topicsLeftOut.append(topic)
        isOpen = false
    }

    /// Behind `除了周日` the days that hold it are what it is left out of (`除了周日每天`).
    private mutating func leaveOut(_ items: [WeekdaySet]) throws(Unclear) {
        guard isOpen || topicsLeftOut.isEmpty || items == [.everyDay] else { throw Unclear() }
        for item in items {
            if item == .everyDay || (!isOpen && item.isStrictSuperset(of: daysLeftOut)) {
                guard !isOpen else { throw Unclear() }
                days = (days ?? []).union(item)
                isLeavingOut = false
            } else {
                daysLeftOut.formUnion(item)
            }
            isOpen = false
        }
    }

    /// `周一到周五，周三除外` leaves out what the days before hold, `周六周日除外` both, `工作日，周末除外` the last.
    private mutating func leaveOutLast(of items: [WeekdaySet]) throws(Unclear) {
        let whole = WeekdaySet.all(of: items)
        let inner = items.indices.dropFirst().first { place in
            WeekdaySet.all(of: items[..<place]).isSuperset(of: .all(of: items[place...]))
        }
        let areSingle = items.count == 1 || items.allSatisfy { $0.weekdays.count == 1 }
        let start = inner ?? (areSingle ? 0 : whole == .everyDay ? items.count - 1 : nil)
        guard let start else { throw Unclear() }
        if start > 0 { addDays(items[..<start]) }
        daysLeftOut.formUnion(.all(of: items[start...]))
    }
}

extension WeekdaySet {
    /// All the days of some sets.
    fileprivate static func all(of items: some Sequence<WeekdaySet>) -> WeekdaySet {
        items.reduce(into: []) { $0.formUnion($1) }
    }
}

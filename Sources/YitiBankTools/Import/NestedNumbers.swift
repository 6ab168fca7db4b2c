/// Items of one section read as questions numbered 1, 2, 3 with lists between them, each of which begins with 1 anew.
struct NestedNumbers {
    private struct Entry {
        let item: ListItem
        /// Whether a line that says that an answer follows stands directly above.
        let isBehindAnswer: Bool
    }

    /// One way to read the items so far.
    private struct Reading {
        /// How many questions there are.
        var outer = 0
        /// The number that would go on with the list below the last question.
        var innerNext = 1
        /// How many questions don't ask, and how many items of the lists do.
        var doubts = 0
        /// For each item whether it is of a list between the questions.
        var isInner: [Bool] = []
    }

    /// How many readings are kept, those with the fewest doubts: a list is ambiguous in few places.
    private static let maxReadings = 16

    /// The lines of the items that belong to lists between the questions; none where the numbers tell no such thing.
    static func inner(_ groups: [ListGroup]) -> Set<Int> {
        let entries = groups.flatMap { group in
            group.items.enumerated().map {
                Entry(item: $0.element, isBehindAnswer: $0.offset == 0 && group.above == .answer)
            }
        }
        // Where no number comes again there is no list between others.
        guard Set(entries.map(\.item.number)).count < entries.count else { return [] }
        var readings = [Reading()]
        for entry in entries {
            readings = readings.flatMap { next($0, entry) }.sorted { $0.doubts < $1.doubts }
            if readings.count > maxReadings { readings.removeLast(readings.count - maxReadings) }
        }
        guard let best = readings.first, isConvincing(best, entries) else { return [] }
        return Set(zip(entries, best.isInner).filter(\.1).map(\.0.item.line))
    }

    private static func next(_ reading: Reading, _ entry: Entry) -> [Reading] {
        let item = entry.item
        var next: [Reading] = []
        if item.number == reading.outer + 1, !entry.isBehindAnswer || reading.outer == 0 {
            var outer = reading
            outer.outer += 1
            outer.innerNext = 1
            outer.doubts += item.asks ? 0 : 1
            outer.isInner.append(false)
            next.append(outer)
        }
        if reading.outer > 0, item.number == reading.innerNext || item.number == 1 {
            var inner = reading
            inner.innerNext = item.number + 1
            inner.doubts += item.asks ? 1 : 0
            inner.isInner.append(true)
            next.append(inner)
        }
        return next
    }

    /// Questions ask, most of them, and answers seldom do. Where an item of a list asks, the list could as well be of questions that are
    /// counted anew: then more than one such list has to stand there, or a line that says that an answer follows.
    private static func isConvincing(_ reading: Reading, _ entries: [Entry]) -> Bool {
        let read = Array(zip(entries, reading.isInner))
        let outer = read.filter { !$0.1 }.map(\.0)
        let inner = read.filter(\.1).map(\.0)
        let asking = outer.count(where: \.item.looksAsked)
        guard !inner.isEmpty, asking >= 2, asking * 2 >= outer.count else { return false }
        let doubts = inner.count(where: \.item.asks)
        guard doubts > 0 else { return outer.count(where: \.item.asks) >= 2 || inner.contains(where: \.isBehindAnswer) }
        let starts = zip([false] + reading.isInner, reading.isInner).count { !$0 && $1 }
        return doubts * 2 <= inner.count && (starts >= 2 || inner.contains(where: \.isBehindAnswer))
    }
}

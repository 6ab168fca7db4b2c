/// A part of a file that may not have been loaded. There is no way to read an absent part as an empty one.
package enum Part<Value: Sendable>: Sendable {
    case absent
    case present(Value)

    var isAbsent: Bool { if case .absent = self { true } else { false } }

    /// The value, or `need` as what is to be loaded first.
    func get(_ need: @autoclosure () -> Need) throws(Pending) -> Value {
        guard case .present(let value) = self else { throw .needs([need()]) }
        return value
    }

    /// Changes the value where it is present; what is absent is read with the change when it is loaded.
    mutating func change(_ change: (inout Value) -> Void) {
        guard case .present(var value) = self else { return }
        // Held here alone meanwhile, so that a collection is changed where it is.
        self = .absent
        change(&value)
        self = .present(value)
    }
}

extension Part where Value: Collection {
    /// How many values are known.
    var count: Int { if case .present(let values) = self { values.count } else { 0 } }
}

/// Parts of one kind by a key, of which some may have been loaded, or all.
///
/// Each decision changes one or two of them in a copy, while the file before it is kept until all is written. What has changed lately stands
/// apart, so that such a copy has a few of them anew and shares the rest: hundreds of cards and answers, of somebody who has been here long.
package struct Parts<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var settled: [Key: Value?] = [:]
    /// Goes before what is settled, and joins it when there are so many that a copy of them would cost as much.
    private var recent: [Key: Value?] = [:]
    /// Whether a key that is not known has no value.
    package private(set) var isWhole = false

    private static var maxRecent: Int { 16 }

    /// Parts of which nothing is known yet.
    init() {}

    /// All there is.
    package init(whole: [Key: Value]) {
        settled = whole.mapValues { .some($0) }
        isWhole = true
    }

    /// What is known, nothing included: a key that is here with nil has no value.
    package var known: [Key: Value?] { settled.merging(recent) { $1 } }

    /// Of how many keys it is known what their values are, or up to as many more as have changed lately.
    var countAtMost: Int { settled.count + recent.count }

    /// Whether nothing is known.
    var isBlank: Bool { countAtMost == 0 && !isWhole }

    private func value(_ key: Key) -> Value?? { recent[key] ?? settled[key] }

    /// The value of a key, or `need` as what is to be loaded first.
    func get(_ key: Key, _ need: @autoclosure () -> Need) throws(Pending) -> Value? {
        if let value = value(key) { return value }
        guard isWhole else { throw .needs([need()]) }
        return nil
    }

    /// Whether it is known what value a key has, or that it has none.
    func knows(_ key: Key) -> Bool { isWhole || value(key) != nil }

    /// Every value, or `need` as what is to be loaded first.
    func all(_ need: @autoclosure () -> Need) throws(Pending) -> [Key: Value] {
        guard isWhole else { throw .needs([need()]) }
        var all = settled.compactMapValues { $0 }
        for (key, value) in recent { all[key] = value }
        return all
    }

    /// Changes what is known of a key, nil where that is nothing; what is not known is read with the change when it is loaded.
    mutating func change(_ key: Key, _ change: (Value?) -> Value?) {
        guard knows(key) else { return }
        set(key, change(value(key) ?? nil))
    }

    /// Sets a value, or notes with nil that there is none.
    package mutating func set(_ key: Key, _ value: Value?) {
        recent[key] = .some(value)
        guard recent.count > Self.maxRecent else { return }
        settled.merge(recent) { $1 }
        recent = [:]
    }

    /// Adds what was loaded, without touching what is known already.
    package mutating func merge(whole: [Key: Value]) {
        settled.merge(whole.lazy.map { ($0, .some($1)) }) { known, _ in known }
        isWhole = true
    }
}

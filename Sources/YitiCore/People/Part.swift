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
package struct Parts<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// What is known, nothing included: a key that is here with nil has no value.
    package private(set) var known: [Key: Value?] = [:]
    /// Whether a key that is not known has no value.
    package private(set) var isWhole = false

    /// Parts of which nothing is known yet.
    init() {}

    /// Whether nothing is known.
    var isBlank: Bool { known.isEmpty && !isWhole }

    /// All there is.
    package init(whole: [Key: Value]) {
        for (key, value) in whole { known[key] = .some(value) }
        isWhole = true
    }

    /// The value of a key, or `need` as what is to be loaded first.
    func get(_ key: Key, _ need: @autoclosure () -> Need) throws(Pending) -> Value? {
        if let value = known[key] { return value }
        guard isWhole else { throw .needs([need()]) }
        return nil
    }

    /// Whether it is known what value a key has, or that it has none.
    func knows(_ key: Key) -> Bool { isWhole || known[key] != nil }

    /// Every value, or `need` as what is to be loaded first.
    func all(_ need: @autoclosure () -> Need) throws(Pending) -> [Key: Value] {
        guard isWhole else { throw .needs([need()]) }
        return known.compactMapValues { $0 }
    }

    /// Changes what is known of a key, nil where that is nothing; what is not known is read with the change when it is loaded.
    mutating func change(_ key: Key, _ change: (Value?) -> Value?) {
        guard knows(key) else { return }
        set(key, change(known[key] ?? nil))
    }

    /// Sets a value, or notes with nil that there is none.
    package mutating func set(_ key: Key, _ value: Value?) { known[key] = .some(value) }

    /// Adds what was loaded, without touching what is known already.
    package mutating func merge(whole: [Key: Value]) {
        for (key, value) in whole where known[key] == nil { known[key] = .some(value) }
        isWhole = true
    }
}

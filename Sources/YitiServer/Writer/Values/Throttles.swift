import YitiCore

/// New accounts of the last hour, by address (`limits.accounts_per_hour`).
struct AccountThrottle {
    private var made: [String: [Instant]] = [:]

    /// After how many seconds the next account may be made; nil when it may be at once. `limit` 0 is no limit.
    func wait(_ address: String, at now: Instant, limit: Int) -> Int? {
        guard limit > 0 else { return nil }
        let hourAgo = now.advanced(bySeconds: -3600)
        let recent = (made[address] ?? []).filter { $0 > hourAgo }
        guard recent.count >= limit, let oldest = recent.first else { return nil }
        return max(1, Int(oldest.seconds - hourAgo.seconds))
    }

    /// Counts one more account.
    mutating func take(_ address: String, at now: Instant, limit: Int) {
        guard limit > 0 else { return }
        let hourAgo = now.advanced(bySeconds: -3600)
        made[address] = (made[address] ?? []).filter { $0 > hourAgo } + [now]
        if made.count > 10_000 { made = made.filter { $0.value.contains { $0 > hourAgo } } }
    }

    /// The account counted last was not made after all.
    mutating func giveBack(_ address: String) { _ = made[address]?.popLast() }
}

/// Wrong link codes lately: five of an identity or thirty a minute of a bridge, and further ones are not looked at.
struct LinkTries {
    private var byIdentity: [Address: [Instant]] = [:]
    private var byBridge: [String: [Instant]] = [:]

    /// In how many seconds another code of this identity is looked at; nil when at once.
    func wait(_ address: Address, at now: Instant) -> Int? {
        let own = Self.wait(byIdentity[address] ?? [], limit: 5, seconds: 600, at: now)
        let onBridge = Self.wait(byBridge[address.bridge] ?? [], limit: 30, seconds: 60, at: now)
        return [own, onBridge].compactMap { $0 }.max()
    }

    /// In how many seconds there are fewer than `limit` tries within the `seconds` before; nil when there are now.
    private static func wait(_ tries: [Instant], limit: Int, seconds: Int64, at now: Instant) -> Int? {
        let ends = tries.suffix(limit).map { $0.advanced(bySeconds: seconds) }
        guard ends.count == limit, let first = ends.min(), first > now else { return nil }
        return Int(first.seconds - now.seconds)
    }

    /// Counts a wrong code.
    mutating func failed(_ address: Address, at now: Instant) {
        byIdentity[address] = ((byIdentity[address] ?? []) + [now]).suffix(5)
        byBridge[address.bridge] = ((byBridge[address.bridge] ?? []) + [now]).suffix(30)
        guard byIdentity.count > 10_000 else { return }
        byIdentity = byIdentity.filter { $0.value.contains { $0 > now.advanced(bySeconds: -600) } }
    }

    /// The code counted last was not tried after all.
    mutating func giveBack(_ address: Address) {
        _ = byIdentity[address]?.popLast()
        _ = byBridge[address.bridge]?.popLast()
    }
}

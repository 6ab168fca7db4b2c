/// Work that waits in lanes: of each lane one piece at a time, in order; among lanes the oldest first.
struct Lanes: Sendable {
    private var waiting: [String: [Int64]] = [:]
    private var busy: [Int64: String] = [:]
    private var busyLanes: Set<String> = []
    /// How many wait, those at work not counted.
    private(set) var count = 0

    /// How many are at work.
    var countAtWork: Int { busy.count }

    /// What is at work.
    var atWork: some Collection<Int64> { busy.keys }

    /// How many wait in a lane or are at work there.
    func count(in lane: String) -> Int { (waiting[lane]?.count ?? 0) + (busyLanes.contains(lane) ? 1 : 0) }

    mutating func add(_ id: Int64, to lane: String) {
        waiting[lane, default: []].append(id)
        count += 1
    }

    /// The first of each lane where nobody is at work and that `isReady`, oldest first.
    func heads(limit: Int, _ isReady: (String) -> Bool) -> [(id: Int64, lane: String)] {
        guard limit > 0 else { return [] }
        let heads = waiting.compactMap { lane, ids in
            busyLanes.contains(lane) || !isReady(lane) ? nil : ids.first.map { (id: $0, lane: lane) }
        }
        return Array(heads.sorted { $0.id < $1.id }.prefix(limit))
    }

    /// Takes the first of a lane to work.
    mutating func begin(_ lane: String) {
        guard let id = take(lane) else { return }
        busy[id] = lane
        busyLanes.insert(lane)
    }

    /// It is done.
    mutating func finish(_ id: Int64) {
        if let lane = busy.removeValue(forKey: id) { busyLanes.remove(lane) }
    }

    /// It is not done: again, before everything else of its lane.
    mutating func putBack(_ id: Int64) {
        guard let lane = busy.removeValue(forKey: id) else { return }
        busyLanes.remove(lane)
        waiting[lane, default: []].insert(id, at: 0)
        count += 1
    }

    /// Everything at work waits again.
    mutating func putAllBack() { for id in busy.keys { putBack(id) } }

    /// Takes pieces out of a lane, wherever they stand in it.
    mutating func remove(_ ids: Set<Int64>, from lane: String) {
        guard let all = waiting[lane] else { return }
        let left = all.filter { !ids.contains($0) }
        count -= all.count - left.count
        waiting[lane] = left.isEmpty ? nil : left
    }

    private mutating func take(_ lane: String) -> Int64? {
        guard var ids = waiting[lane], !ids.isEmpty else { return nil }
        let id = ids.removeFirst()
        waiting[lane] = ids.isEmpty ? nil : ids
        count -= 1
        return id
    }
}

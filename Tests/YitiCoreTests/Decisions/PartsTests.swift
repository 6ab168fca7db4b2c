import Testing
import YitiCore

@Suite("Parts of a person's file") struct PartsTests {
    @Test(
        "hold what a dictionary would, however much was set and loaded, and copies stay as they were",
        arguments: 1...20 as ClosedRange<UInt64>)
    func holdWhatWasSet(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var parts = Parts<Int, Int>(whole: [:])
        var expected: [Int: Int?] = [:]
        var copies: [(parts: Parts<Int, Int>, expected: [Int: Int?])] = []
        for step in 1...200 {
            let key = Int.random(in: 0..<60, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                parts.merge(whole: [key: -step, key + 60: -step])
                expected.merge([key: -step, key + 60: -step]) { known, _ in known }
            case 1:
                parts.set(key, nil)
                expected[key] = .some(nil)
            case 2: copies.append((parts, expected))
            default:
                parts.set(key, step)
                expected[key] = step
            }
        }
        copies.append((parts, expected))
        for copy in copies { #expect(copy.parts.known == copy.expected, "seed \(seed)") }
    }
}

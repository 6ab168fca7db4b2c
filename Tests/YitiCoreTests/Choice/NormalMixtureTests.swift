import Testing

@testable import YitiCore

@Suite struct NormalMixtureTests {
    @Test("a tenth of one normal distribution lies 1.2816 deviations below its middle")
    func one() {
        let one = NormalMixture(parts: [(chance: 1, middle: 0.5, deviation: 0.1)])
        #expect(abs(one.quantile(0.1, from: 0, to: 1) - (0.5 - 0.12816)) < 1e-4)
        #expect(abs(one.quantile(0.9, from: 0, to: 1) - (0.5 + 0.12816)) < 1e-4)
    }

    @Test("of two that lie apart, a tenth of both is a fifth of the lower; nothing is looked for beyond the bounds")
    func two() {
        let two = NormalMixture(
            parts: [(chance: 0.5, middle: 0.2, deviation: 0.02), (chance: 0.5, middle: 0.8, deviation: 0.02)])
        #expect(abs(two.quantile(0.1, from: 0, to: 1) - (0.2 - 0.0168324)) < 1e-4)
        #expect(abs(two.quantile(0.9, from: 0, to: 1) - (0.8 + 0.0168324)) < 1e-4)
        #expect(two.quantile(0.1, from: 0.3, to: 1) < 0.3001)
    }
}

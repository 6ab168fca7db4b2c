import YitiBankTools
import YitiCore
import YitiTestKit

extension BankExamples {
    /// 2026-11-01.
    static let today = Day(number: 20_758)

    /// Examines one file.
    static func examine(_ text: String) -> BankExamination {
        BankCheck.examine([BankParser.parse(text, file: "01-loss.md")], today: today)
    }

    /// The findings of one file as `line severity: message`.
    static func findings(_ text: String) -> [String] {
        examine(text).findings.map { "\($0.line) \($0.severity.rawValue): \($0.message)" }
    }
}

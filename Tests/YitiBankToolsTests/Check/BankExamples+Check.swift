import YitiBankTools
import YitiCore
import YitiTestKit

extension BankExamples {
    /// Examines one file.
    static func examine(_ text: String) -> BankExamination {
        BankCheck.examine([BankParser.parse(text, file: "01-loss.md")])
    }

    /// The findings of one file as `line severity: message`.
    static func findings(_ text: String) -> [String] {
        examine(text).findings.map { "\($0.line) \($0.severity.rawValue): \($0.message)" }
    }
}

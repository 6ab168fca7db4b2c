package import YitiCore

extension Datum {
    /// The value as JSON (RFC 8259) with members in their order, two spaces of indentation a level, for people and programs to read.
    package var jsonText: String { text(indent: "") }

    private func text(indent: String) -> String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): String(number)
        case .number(let number): number.isFinite ? String(number) : "null"
        case .bool(let truth): truth ? "true" : "false"
        case .null: "null"
        case .list(let values): Self.nested(values.map { $0.text(indent: indent + "  ") }, "[", "]", indent)
        case .object(let members):
            Self.nested(
                members.map { "\(Self.quoted($0.name)): \($0.value.text(indent: indent + "  "))" }, "{", "}", indent)
        }
    }

    private static func nested(_ parts: [String], _ open: String, _ close: String, _ indent: String) -> String {
        guard !parts.isEmpty else { return open + close }
        return open + "\n" + parts.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent + close
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.isUnseen: quoted += escape(scalar)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Everything that is unseen lies below U+10000, so one escape is enough.
    private static func escape(_ scalar: Unicode.Scalar) -> String { "\\u" + scalar.hexadecimal }
}

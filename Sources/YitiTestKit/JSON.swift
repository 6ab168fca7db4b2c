internal import Foundation

/// A JSON value, to be written as a literal and read member by member.
package indirect enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Reads one value; throws when it is none.
    package init(_ bytes: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(JSON.self, from: Data(bytes))
        } catch {
            throw KitFailure("no JSON: \(String(decoding: bytes.prefix(400), as: UTF8.self))")
        }
    }

    /// A member of an object; null when there is none.
    package subscript(_ name: String) -> JSON { object?[name] ?? .null }

    /// An element of an array; null when there is none.
    package subscript(_ index: Int) -> JSON {
        guard let array, array.indices.contains(index) else { return .null }
        return array[index]
    }

    /// Whether an object has the member, be it null.
    package func has(_ name: String) -> Bool { object?[name] != nil }

    /// The members; nil when it is no object.
    package var object: [String: JSON]? { if case .object(let members) = self { members } else { nil } }
    /// The elements; nil when it is no array.
    package var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    /// The text; nil when it is no string.
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The number; nil when it is none.
    package var number: Double? { if case .number(let number) = self { number } else { nil } }
    /// The number, when it is whole.
    package var integer: Int? { number.flatMap { Int(exactly: $0) } }
    /// The truth value; nil when it is none.
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// Whether it is null, or was absent.
    package var isNull: Bool { self == .null }

    /// The value on one line, members sorted by name.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .string(let text): Self.quoted(text)
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ":" + $0.value.text }.joined(
                    separator: ",")
                + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\n": quoted += "\\n"
            case "\0"..<" ":
                quoted +=
                    "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2) + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension JSON: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let elements = try? container.decode([JSON].self) {
            self = .array(elements)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
    package init(nilLiteral: ()) { self = .null }
}

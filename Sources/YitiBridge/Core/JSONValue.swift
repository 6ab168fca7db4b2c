internal import Foundation

/// A JSON value: what networks' APIs and the server's lines are made of.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads one value; nil when the octets are none.
    public init?(_ bytes: some Sequence<UInt8>) {
        var reader = JSONReader(Array(bytes))
        guard let value = reader.read() else { return nil }
        self = value
    }

    /// A member of an object; null when there is none.
    public subscript(_ name: String) -> JSONValue { members[name] ?? .null }

    /// An element of an array; null when there is none.
    public subscript(_ index: Int) -> JSONValue { elements.indices.contains(index) ? elements[index] : .null }

    /// The members; empty when it is no object.
    public var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

    /// The elements; empty when it is no array.
    public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    /// The text; nil when it is no string.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The truth value; nil when it is none.
    public var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }

    /// The number when it is whole; nil otherwise.
    public var integer: Int? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int(exactly: number)
        default: nil
        }
    }

    /// The number; nil when it is none.
    public var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The value on one line, members sorted by name.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}

extension JSONValue: Encodable {
    /// Writes the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let truth): try container.encode(truth)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .string(let text): try container.encode(text)
        case .array(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; of members of one name the last.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

extension JSONValue {
    /// A string, or null.
    public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
}

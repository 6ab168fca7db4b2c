/// The language a person reads: Chinese, English, or the question in both and the rest in English.
package enum Language: String, CaseIterable, Sendable {
    case zh
    case en
    case both
}

import YitiCore

extension String {
    /// The first character in it that no reader sees, or sees as a box, such as `U+200B`; nil when all can be read.
    var strayCharacter: String? {
        unicodeScalars.first { !$0.isASCII && $0.isStray }.map { "U+" + $0.hexadecimal }
    }
}

extension Unicode.Scalar {
    /// A joiner of emoji is none.
    fileprivate var isStray: Bool {
        if value == 0xFFFD || properties.isNoncharacterCodePoint { return true }
        switch properties.generalCategory {
        case .format: return value != 0x200D
        case .privateUse: return true
        default: return false
        }
    }
}

/// What the operator may call a bridge: the name stands in lists, labels and printed lines.
package enum BridgeName {
    /// The form, to follow "is" or "takes".
    package static let form = "1 to 64 letters, digits, dots, hyphens and underscores"

    /// Whether a text is such a name.
    package static func isOne(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
            }
    }
}

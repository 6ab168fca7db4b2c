/// What is better seen than read, as a picture without text.
package struct MessageImage: Hashable, Sendable {
    /// A PNG, at most ``maxBytes``.
    package var png: [UInt8]
    /// What it shows, in words, for who doesn't see it; at most a thousand characters.
    package var description: String

    /// The most bytes of a picture.
    package static let maxBytes = 16_384
    /// What it adds to a line besides its own letters.
    private static let overhead = 64

    package init(png: [UInt8], description: String) {
        self.png = png
        self.description = description
    }

    /// The bytes that it takes in a JSON line.
    var escapedBytes: Int { (png.count + 2) / 3 * 4 + WireBudget.escapedBytes(description) + Self.overhead }
}

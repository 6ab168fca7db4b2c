/// Why a test could not go on: what was expected, and what came instead.
package struct KitFailure: Error, CustomStringConvertible {
    /// The words for whoever reads the failed test.
    package let description: String

    /// A failure in words.
    package init(_ description: String) {
        self.description = description
    }
}

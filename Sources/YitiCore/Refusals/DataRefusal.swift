/// Why there is nothing to give out or to delete.
package enum DataRefusal: Hashable, Sendable {
    case wrongForgetCode
    case nothingToForget
    case nothingToExport
    case noPage(Int, of: Int)
}

extension Refusal {
    /// The code of `/forget` is wrong or too old.
    package static let wrongForgetCode = Refusal(.notFound, .data(.wrongForgetCode))

    /// Nothing is kept about a guest.
    package static let nothingToForget = Refusal(.notFound, .data(.nothingToForget))

    /// A guest has nothing to take along.
    package static let nothingToExport = Refusal(.notFound, .data(.nothingToExport))

    /// The page is past the last.
    package static func noPage(_ page: Int, of pages: Int) -> Refusal {
        Refusal(.notFound, .data(.noPage(page, of: pages)))
    }
}

/// Why there is nothing to give out or to delete, or no room for more.
package enum DataRefusal: Hashable, Sendable {
    case wrongForgetCode
    case nothingToForget
    case nothingToExport
    case noPage(Int, of: Int)
    case quotaExceeded
}

extension Refusal {
    /// The code of `/forget` is wrong or too old.
    package static let wrongForgetCode = Refusal(.notFound, .data(.wrongForgetCode))

    /// Nothing is kept about a guest.
    package static let nothingToForget = Refusal(.notFound, .data(.nothingToForget))

    /// A guest has nothing to take along.
    package static let nothingToExport = Refusal(.notFound, .data(.nothingToExport))

    /// One person may keep no more.
    package static let quotaExceeded = Refusal(.quotaExceeded, .data(.quotaExceeded))

    /// The page is past the last.
    package static func noPage(_ page: Int, of pages: Int) -> Refusal {
        Refusal(.notFound, .data(.noPage(page, of: pages)))
    }
}

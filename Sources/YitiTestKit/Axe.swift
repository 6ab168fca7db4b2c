internal import Foundation

/// axe-core, which looks for what keeps people out of a page; `make test` fetches the wheel that carries it.
package enum Axe {
    /// The script; nil where it was not fetched.
    package static let source: String? = {
        let files = FileManager.default.enumerator(atPath: ".build/axe")
        while let name = files?.nextObject() as? String {
            if name.hasSuffix("axe.min.js") {
                return try? String(contentsOfFile: ".build/axe/\(name)", encoding: .utf8)
            }
        }
        return nil
    }()
}

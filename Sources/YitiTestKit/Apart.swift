internal import Dispatch
internal import Synchronization

/// Several things at the same time, on threads of their own.
package enum Apart {
    /// Does `body` so many times at once; what went wrong, in words.
    package static func run(_ count: Int, _ body: @escaping (Int) throws -> Void) -> [String] {
        // Each has things of its own.
        nonisolated(unsafe) let body = body
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            do { try body(index) } catch { failures.withLock { $0.append("\(error)") } }
        }
        return failures.withLock { $0 }
    }
}

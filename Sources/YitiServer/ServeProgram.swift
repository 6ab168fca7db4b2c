package import YitiCore

/// How the sandbox begins (`yiti serve --sandbox`).
package struct SandboxOptions: Hashable, Sendable {
    /// Where its clock stands at first; nil for the instant it starts.
    package var at: Instant?

    /// Options from their parts.
    package init(at: Instant? = nil) { self.at = at }
}

/// The running service.
package enum ServeProgram {
    /// Serves until it is told to stop; `sandbox` is nil outside of it.
    package static func run(_ configuration: Configuration, sandbox: SandboxOptions?) async throws {
        throw AdminRefusal("serving is not built into this program")
    }
}

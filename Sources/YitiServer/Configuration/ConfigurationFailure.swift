/// One thing that is wrong with a configuration.
package struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    /// Where: `config/yiti.yaml:12`, `environment` or `command line`.
    package var place: String
    /// The key as the place spells it; empty when the place as a whole is meant.
    package var key: String
    /// What was expected, what was found, what to do.
    package var message: String

    package var description: String { key.isEmpty ? "\(place): \(message)" : "\(place): \(key): \(message)" }
}

/// A configuration that can't be used: everything that is wrong with it, at once.
package struct ConfigurationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in the order of the file; never empty.
    package let problems: [ConfigurationProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

import Foundation

/// What `yiti check-config` looks at beyond the form of a configuration.
package enum ConfigurationCheck {
    /// Throws ``ConfigurationFailure`` when a file or folder that the configuration names can't be read.
    package static func files(of configuration: Configuration) throws {
        let named = configuration.listeners.enumerated().map { ("listeners[\($0)]", $1) }
        let files = (named + [("http", configuration.web.listener)]).flatMap { name, listener in
            listener.tls.map { [("\(name).tls.certificate", $0.certificate), ("\(name).tls.key", $0.key)] } ?? []
        }
        let problems = ([("bank", configuration.bank)] + files).compactMap { key, path in
            FileManager.default.isReadableFile(atPath: path)
                ? nil
                : ConfigurationProblem(place: path, key: key, message: "there is nothing there, or it can't be read")
        }
        guard problems.isEmpty else { throw ConfigurationFailure(problems: problems) }
    }

    /// Every key with the value that is in force, and whether somebody named it.
    package static func lines(_ configuration: Configuration) -> [String] {
        let listeners = configuration.listeners.map { listener in
            let security = listener.tls == nil ? "clear" : "tls"
            let proxies =
                listener.proxies.isEmpty ? "" : ", behind " + listener.proxies.map(\.description).joined(separator: " ")
            return
                "listener: \(listener.address) port \(listener.port), \(listener.mode.rawValue), \(security)\(proxies)"
        }
        return listeners
            + ConfigurationKey.all.map {
                "\($0.path): \($0.value(configuration))" + (configuration.named.contains($0.path) ? "" : " (default)")
            }
    }
}

import Foundation
import YitiCore

/// What `yiti check-config` looks at beyond the form of a configuration: whatever `yiti serve` would stumble over.
package enum ConfigurationCheck {
    /// Throws ``ConfigurationFailure`` when a file or folder that the configuration names can't be used.
    package static func files(of configuration: Configuration) throws {
        let problems = bank(configuration) + security(configuration) + folders(configuration)
        guard problems.isEmpty else { throw ConfigurationFailure(problems: problems) }
    }

    /// The same for the folders that are written to: what a server finds out late by itself.
    static func folders(of configuration: Configuration) throws {
        let problems = folders(configuration)
        guard problems.isEmpty else { throw ConfigurationFailure(problems: problems) }
    }

    private static func folders(_ configuration: Configuration) -> [ConfigurationProblem] {
        folder("data", configuration.data, configuration)
            + folder("backup.directory", configuration.backup.directory, configuration)
    }

    private static func problem(
        _ key: String, _ configuration: Configuration, _ message: String
    ) -> ConfigurationProblem {
        ConfigurationProblem(place: configuration.places[key] ?? "default", key: key, message: message)
    }

    private static func bank(_ configuration: Configuration) -> [ConfigurationProblem] {
        do {
            _ = try BankLoader.load(directory: configuration.bank)
            return []
        } catch {
            return [problem("bank", configuration, "\(error)")]
        }
    }

    private static func security(_ configuration: Configuration) -> [ConfigurationProblem] {
        let named = configuration.listeners.enumerated().map { ("listeners[\($0)]", $1) }
        let web = configuration.web.isOn ? [("http", configuration.web.listener)] : []
        return (named + web).compactMap { name, listener in
            do {
                _ = try listener.tls?.configuration()
                return nil
            } catch let fault as SecurityFault {
                return problem("\(name).tls.\(fault.key)", configuration, "\(fault.path): \(fault.message)")
            } catch {
                return problem("\(name).tls", configuration, "\(error)")
            }
        }
    }

    /// A folder that is there, or can be made: its nearest ancestor that is there is one that can be written to.
    private static func folder(_ key: String, _ path: String, _ configuration: Configuration) -> [ConfigurationProblem]
    {
        guard !path.isEmpty else { return [] }
        var place = URL(fileURLWithPath: path).standardizedFileURL.path
        while !FileManager.default.fileExists(atPath: place), place != "/" {
            place = (place as NSString).deletingLastPathComponent
        }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
        guard isFolder.boolValue else { return [problem(key, configuration, "\(place) is no folder")] }
        return FileManager.default.isWritableFile(atPath: place)
            ? [] : [problem(key, configuration, "\(place) can't be written to")]
    }

    /// Every key with the value that is in force, and whether somebody named it.
    package static func lines(_ configuration: Configuration) -> [String] {
        let listeners = configuration.listeners.map { listener in
            "listener: \(listener.address) port \(listener.port), \(listener.mode.rawValue), \(doors(of: listener))"
        }
        let web = configuration.web
        let keys = ConfigurationKey.all.filter { web.isOn || !$0.path.hasPrefix("http.") }
        return listeners + [web.isOn ? "http: \(doors(of: web.listener))" : "http: off"]
            + keys.map {
                "\($0.path): \($0.value(configuration))" + (configuration.named.contains($0.path) ? "" : " (default)")
            }
    }

    /// What a listener's keys say that are no single values: `tls`, `insecure`, `proxy`.
    private static func doors(of listener: ListenerConfiguration) -> String {
        let security =
            listener.tls.map { "tls \($0.certificate) \($0.key)" } ?? (listener.insecure ? "clear, insecure" : "clear")
        guard !listener.proxies.isEmpty else { return security }
        return "\(security), behind \(listener.proxies.map(\.description).joined(separator: " "))"
    }
}

import Foundation
package import Logging
import YitiCore

/// Has a log line written: instant, level, message, `key=value` pairs. Control characters are escaped, so that what a peer
/// sent can't forge a line or drive a terminal.
package struct LineLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let writer: LogWriter

    /// A handler that has written what is at least of a level.
    package init(level: Logger.Level, writer: LogWriter = .standardError) {
        logLevel = level
        self.writer = writer
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
        writer.write(Self.line(event.level, "\(event.message)", all))
    }

    /// A whole line, LF included.
    static func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> String {
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let pairs = metadata.sorted { $0.key < $1.key }
        let fields = pairs.map { " \($0.key)=\(quoted("\($0.value)"))" }.joined()
        return "\(now.text) \(level) \(escaped(message))\(fields)\n"
    }

    private static func quoted(_ value: String) -> String {
        let plain = escaped(value)
        return plain.contains(where: { $0 == " " || $0 == "\"" }) || plain.isEmpty
            ? "\"\(plain.replacing("\"", with: "\\\""))\"" : plain
    }

    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.reduce(into: "") { line, scalar in
            if isUnsafe(scalar) {
                line += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

/// One line of IRC: tags, who it is from, a command, parameters.
struct IRCMessage: Hashable, Sendable {
    var tags: [String: String] = [:]
    /// `nick!user@host`, or a server's name; nil in what we send.
    var source: String?
    var command: String
    var parameters: [String]

    init(_ command: String, _ parameters: String...) {
        self.command = command
        self.parameters = parameters
    }

    /// Reads a line without its end; nil when it has no command.
    init?(line: String) {
        // By code points: a mark that combines makes one character of itself and the space or colon before it.
        var rest = line.unicodeScalars[...]
        if rest.first == "@" {
            let word = Self.word(&rest).dropFirst()
            for tag in word.split(separator: ";") {
                let pair = tag.split(separator: "=", maxSplits: 1).map(String.init)
                if let name = pair.first { tags[name] = pair.count == 2 ? Self.unescaped(pair[1]) : "" }
            }
        }
        if rest.first == ":" { source = String(Self.word(&rest).dropFirst()) }
        command = Self.word(&rest).uppercased()
        parameters = []
        while !rest.isEmpty {
            if rest.first == ":" {
                parameters.append(String(Substring(rest.dropFirst())))
                break
            }
            parameters.append(Self.word(&rest))
        }
        if command.isEmpty { return nil }
    }

    private static func word(_ rest: inout Substring.UnicodeScalarView) -> String {
        let word = rest.prefix { $0 != " " }
        rest = rest[word.endIndex...].drop { $0 == " " }
        return String(Substring(word))
    }

    private static func unescaped(_ value: String) -> String {
        var text = ""
        var isEscape = false
        for character in value {
            if isEscape {
                text.append([":": ";", "s": " ", "r": "\r", "n": "\n"][character] ?? character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The nickname of whoever it is from.
    var nick: String? { source.map { String($0.prefix { $0 != "!" }) } }

    /// The line as it is sent. What would end or forge a line never passes.
    var line: String {
        var words = tags.isEmpty ? [] : ["@" + tags.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ";")]
        words += [command] + parameters.dropLast()
        if let last = parameters.last {
            words.append(
                last.isEmpty || last.hasPrefix(":") || last.contains(" ") || command == "PRIVMSG" ? ":" + last : last)
        }
        let unsafe: Set<Unicode.Scalar> = ["\r", "\n", "\0"]
        var safe = String.UnicodeScalarView()
        for scalar in words.joined(separator: " ").unicodeScalars {
            safe.append(unsafe.contains(scalar) ? " " : scalar)
        }
        return String(safe)
    }
}

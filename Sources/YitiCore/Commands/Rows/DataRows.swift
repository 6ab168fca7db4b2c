extension CommandTable {
    static let dataRows: [CommandRow] = [
        CommandRow(
            "export", alternates: ["download"], chinese: ["导出", "汇出"], group: .account, form: .words,
            read: DataReaders.export),
        CommandRow(
            "forget", chinese: ["注销", "删除我"], group: .account, form: .words,
            read: DataReaders.forget),
        CommandRow(
            "report", alternates: ["feedback"], chinese: ["反馈", "报错"], group: .account, form: .text, isPublic: true,
            read: { (arguments) throws(Refusal) in try arguments.freeText(upTo: 2_000) { .report($0) } }),
    ]

    static let clockRow = CommandRow(
        "clock", chinese: ["时钟"], group: .account, form: .words, isPublic: true,
        read: DataReaders.clock)
}

/// Reads what follows the commands about a person's data.
enum DataReaders {
    static func forget(_ arguments: CommandArguments) throws(Refusal) -> Command {
        arguments.isEmpty ? .forget(code: nil) : .forget(code: try arguments.code())
    }

    static func export(_ arguments: CommandArguments) throws(Refusal) -> Command {
        var rest = arguments.words[...]
        var format = ExportFormat.md
        if let word = rest.first, Numerals.decimal(word) == nil {
            guard let named = formats[word.lowercased()] else {
                throw arguments.refusal(.badRequest, .noFormat)
            }
            format = named
            rest = rest.dropFirst()
        }
        guard let word = rest.first else { return .export(format, page: 1) }
        guard rest.count == 1, let page = CommandArguments.page(word) else {
            throw arguments.misread()
        }
        return .export(format, page: page)
    }

    private static let formats: [String: ExportFormat] = ["md": .md, "markdown": .md, "csv": .csv, "anki": .anki]

    /// The farthest that one command moves the clock: ten years.
    private static let farthestSeconds: Int64 = 3_653 * 86_400

    static func clock(_ arguments: CommandArguments) throws(Refusal) -> Command {
        guard !arguments.isEmpty else { return .clock(.advance(seconds: 0)) }
        if let word = arguments.onlyWord, let instant = Instant(text: word) { return .clock(.to(instant)) }
        let typed = arguments.words.joined()
        let span = typed.hasPrefix("+") ? String(typed.dropFirst()) : typed
        let digits = span.utf8.allSatisfy { (48...57).contains($0) } && span.utf8.count <= 9
        guard let seconds = digits ? Int64(span) : DurationWords.seconds([span]) else {
            throw arguments.misread(.invalidTime)
        }
        guard (0...farthestSeconds).contains(seconds) else {
            throw arguments.refusal(.invalidTime, .clockTooFar)
        }
        return .clock(.advance(seconds: seconds))
    }
}

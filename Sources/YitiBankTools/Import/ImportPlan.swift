package import YitiCore

/// What an import would do to a bank's folder: the files to write and what to tell. Making it writes nothing.
package struct ImportPlan: Hashable, Sendable {
    /// Files with their new contents; nothing that stands in a file already is changed, only added to.
    package let files: [BankFile]
    /// The report, line by line; without the sums of what is added where there is a ``problem``.
    package let lines: [String]
    /// How many questions are new.
    package let added: Int
    /// How many the bank has already: they stay as they are.
    package let kept: Int
    /// Everything that could not be read or was guessed or left out.
    package let remarks: [ImportRemark]
    /// Why this can't be what was meant: nothing, or less than half of the file, could be read. Nil when all is well.
    package let problem: String?
    /// How much could be read when a quarter or more could not; nil when all is well, or when there is a ``problem``.
    package let warning: String?

    /// The plan for merging what was read into a bank's files. `topicIds` are the ids of the file's topics in its order; none means
    /// automatic ones. Throws ``ImportFailure`` when the bank has errors, or would have them with these files, or the ids don't fit.
    package static func make(
        _ source: ImportSource, topicIds: [String] = [], into bank: [BankFile], directory: String
    ) throws -> ImportPlan {
        let pages = bank.map { BankParser.parse($0.bytes, file: $0.path) }
        let errors = BankErrors.findings(pages)
        guard errors.isEmpty else {
            let message = "the bank in \(directory) has errors: repair them first"
            throw ImportFailure(([message] + errors.map(\.description)).joined(separator: "\n"))
        }
        let source = source.tidyingTopics
        let ids = try TopicIds(hints: source.questions.map(\.topic), requested: topicIds, bank: pages.map(\.topic))
        var merge = BankMerge(bank: pages.map(\.topic), topicIds: ids, source: source)
        merge.add(source.questions)
        let files = ImportFiles(bank: bank, pages: pages, directory: directory).files(for: merge.topics)
        try checkThatItLoads(bank, pages, files)
        let read = source.questions.count - merge.unfit
        let problem = problem(source, read: read)
        return ImportPlan(
            files: files, lines: merge.lines + (problem == nil ? merge.sums : []), added: merge.added, kept: merge.kept,
            remarks: merge.remarks, problem: problem, warning: warning(source, read: read))
    }

    /// A bank that a server refuses must never come of an import: what is about to be written is read back first.
    private static func checkThatItLoads(_ bank: [BankFile], _ pages: [BankPage], _ files: [BankFile]) throws {
        let paths = Set(files.map(\.path))
        let untouched = zip(bank, pages).filter { !paths.contains($0.0.path) }.map(\.1)
        let errors = BankErrors.findings(untouched + files.map { BankParser.parse($0.bytes, file: $0.path) })
        let large = files.filter { $0.bytes.count > BankLimits.fileBytes }
            .map { "\($0.path): larger than \(BankLimits.fileBytes >> 20) MB: import fewer questions of this topic" }
        let problems = large + errors.map(\.description)
        guard !problems.isEmpty else { return }
        let message = "the bank would have errors with what was read, so nothing was written"
        throw ImportFailure(([message] + problems.prefix(20)).joined(separator: "\n"))
    }

    private static func problem(_ source: ImportSource, read: Int) -> String? {
        if read == 0 { return "nothing in the file could be read as a question" }
        guard read * 2 < source.candidates else { return nil }
        return share(source, read: read)
    }

    private static func warning(_ source: ImportSource, read: Int) -> String? {
        guard problem(source, read: read) == nil, read * 4 <= source.candidates * 3 else { return nil }
        return share(source, read: read)
    }

    private static func share(_ source: ImportSource, read: Int) -> String {
        "of \(source.candidates) \(source.unit) only \(read) could be read as questions"
    }
}

import YitiCore

/// Turns new questions into the contents of files: a new topic gets a file after the last one, an existing file gets the questions put in
/// where their numbers belong, every other line of it staying as it is.
struct ImportFiles {
    private let bank: [BankFile]
    private let pages: [BankPage]
    private let directory: String
    private let firstNumber: Int

    init(bank: [BankFile], pages: [BankPage], directory: String) {
        self.bank = bank
        self.pages = pages
        self.directory = directory.hasSuffix("/") ? directory : directory + "/"
        firstNumber = (bank.compactMap { Self.number(of: $0.path) }.max() ?? 0) + 1
    }

    /// The number that a file's name begins with; one of more than four digits was not meant to count topics.
    private static func number(of path: String) -> Int? {
        let digits = path.split(separator: "/").last?.prefix { $0.isASCII && $0.isNumber } ?? ""
        return digits.count <= 4 ? Int(digits) : nil
    }

    /// The file for each topic that has new questions.
    func files(for topics: [Topic]) -> [BankFile] {
        var number = firstNumber
        return topics.map { topic in
            if let place = pages.firstIndex(where: { $0.topic.id == topic.id }) {
                return BankFile(path: bank[place].path, bytes: extended(bank[place], pages[place], by: topic.questions))
            }
            defer { number += 1 }
            let name = (number < 10 ? "0" : "") + "\(number)-\(topic.id).md"
            let sorted = Topic(id: topic.id, name: topic.name, questions: topic.questions.sorted(by: Self.isBefore))
            return BankFile(path: directory + name, bytes: Array(BankWriter.markdown(sorted).utf8))
        }
    }

    /// Put in from the last to the first, so that the places found in the page stay right.
    private func extended(_ file: BankFile, _ page: BankPage, by questions: [Question]) -> [UInt8] {
        let text = String(decoding: file.bytes, as: UTF8.self)
        let carriage = text.utf8.contains(0x0D) ? "\r" : ""
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        if lines.last == "" { lines.removeLast() }
        let end = lines.count
        for question in questions.sorted(by: Self.isBefore).reversed() {
            let next = page.placed.first { Self.isBefore(question, $0.question) }?.places.heading
            let block = Self.block(question).map { $0 + carriage }
            lines.insert(
                contentsOf: next == nil ? [carriage] + block : block + [carriage], at: next.map { $0 - 1 } ?? end)
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private static func block(_ question: Question) -> [String] {
        BankWriter.lines(question).flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static func isBefore(_ left: Question, _ right: Question) -> Bool {
        (BankIds.parts(of: left.id)?.number ?? 0) < (BankIds.parts(of: right.id)?.number ?? 0)
    }
}

import YitiCore

extension Question {
    /// What two wordings of the same question have in common: everything but case, spaces and sentence marks, for each language.
    var wordingKeys: [String] {
        [wording.zh, wording.en].map { wording in
            wording.narrowed().lowercased().filter { !$0.isWhitespace && !"?.!,;:、。".contains($0) }
        }.filter { !$0.isEmpty }
    }

    /// Why a bank's file can't hold the question: it would not be read back the same, or it is too long. Nil when it can.
    ///
    /// `related` is left aside: what it may hold depends on the rest of the bank.
    var problemInFile: String? {
        var alone = self
        alone.related = []
        let topic = Topic(id: alone.topic, name: Text(zh: "题", en: "T"), questions: [alone])
        let page = BankParser.parse(BankWriter.markdown(topic), file: "")
        if let finding = page.findings.first { return finding.message }
        guard let placed = page.placed.first, page.topic == topic else {
            return "something in it would be read as a mark of the bank's grammar"
        }
        return LengthRules.findings(placed, file: "").first?.message
    }
}

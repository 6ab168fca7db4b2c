import YitiBankTools
import YitiCore

/// What an import makes of a text, into an empty folder or onto files.
func plan(
    _ format: ImportFormat, _ text: String, ids: [String] = [], into bank: [String: String] = [:],
    allItems: Bool = false
) throws -> ImportPlan {
    let files = bank.sorted { $0.key < $1.key }.map { BankFile(path: "bank/\($0.key)", bytes: Array($0.value.utf8)) }
    return try ImportPlan.make(format.read(text, allItems: allItems), topicIds: ids, into: files, directory: "bank")
}

/// The topics that a plan's files hold.
func topics(_ plan: ImportPlan) -> [Topic] {
    plan.files.map { BankParser.parse($0.bytes, file: $0.path).topic }
}

func files(_ plan: ImportPlan) -> [String: String] {
    Dictionary(
        uniqueKeysWithValues: plan.files.map {
            (String($0.path.dropFirst(5)), String(decoding: $0.bytes, as: UTF8.self))
        })
}

/// The questions of a plan as `id stars wording`.
func summary(_ plan: ImportPlan) -> [String] {
    topics(plan).flatMap(\.questions).map { "\($0.id) \($0.stars) \($0.wording.wording(in: .zh))" }
}

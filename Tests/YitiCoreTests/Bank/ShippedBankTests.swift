import Foundation
import Testing
import YitiCore

@Suite struct ShippedBankTests {
    /// `Data/bank` of this checkout.
    static var directory: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../Data/bank")
            .standardizedFileURL.path
    }

    @Test("every file of the shipped bank keeps to the grammar")
    func keepsToTheGrammar() throws {
        let pages = try BankLoader.files(directory: Self.directory).map { BankParser.parse($0.bytes, file: $0.path) }
        let errors = pages.flatMap(\.findings).map(\.description)
        #expect(errors.isEmpty, "\(errors.joined(separator: "\n"))")
    }

    @Test("reading, writing and reading the shipped bank again changes nothing")
    func roundTrips() throws {
        for file in try BankLoader.files(directory: Self.directory) {
            let topic = BankParser.parse(file.bytes, file: file.path).topic
            #expect(BankParser.parse(BankWriter.markdown(topic), file: file.path).topic == topic, "\(file.path)")
        }
    }
}

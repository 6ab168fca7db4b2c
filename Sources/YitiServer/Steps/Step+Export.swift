import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// `/export`: everything about the person, in pages.
extension Step {
    func export(_ format: ExportFormat, page: Int) throws -> [Message] {
        guard person.id != 0 else { throw Refusal.nothingToExport }
        let record = try Record(person, transaction, catalog.bank, zones, days: try ledgerDays())
        let pages = ExportPages.pages(of: try record.lines(format).joined(separator: "\n"))
        guard (1...pages.count).contains(page) else { throw Refusal.noPage(page, of: pages.count) }
        return [.info(.exported(pages[page - 1], format: format, page: page, of: pages.count))]
    }
}

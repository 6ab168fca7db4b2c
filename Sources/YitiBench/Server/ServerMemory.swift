import Foundation

/// The resident memory of a server on this machine, and the most it was seen to have.
final class ServerMemory {
    private let process: Int32?
    private(set) var peakKilobytes = -1
    /// What it was when last looked at; -1 when it can't be read.
    private(set) var kilobytes = -1

    init(process: Int32?) { self.process = process }

    /// Reads it anew.
    func look() {
        guard let process, let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let value = Int(line.dropFirst(6).filter(\.isNumber))
        else { return }
        kilobytes = value
        peakKilobytes = max(peakKilobytes, value)
    }
}

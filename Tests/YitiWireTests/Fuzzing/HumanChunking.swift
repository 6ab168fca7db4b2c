import NIOCore
import YitiWire

/// Whether what is read from a person's bytes depends on how the network cut them, and whether what comes of it is fit to be shown.
/// The limits are small, so that short inputs reach them.
enum HumanChunking {
    private static let lineBytes = 48
    private static let draftBytes = 96

    private struct Seen: Hashable {
        var findings: [HumanInput.Finding] = []
        var actions: [HumanDialogue.Action] = []
    }

    /// What is wrong with what was read of `bytes`; nil when nothing is.
    static func complaint(_ bytes: [UInt8]) -> String? {
        let whole = read(bytes, chunks: [bytes.count])
        for chunks in Chunks.all(of: bytes) where read(bytes, chunks: chunks) != whole {
            return "chunks of \(chunks.prefix(20)) are read otherwise than the whole"
        }
        for case .line(let line) in whole.findings {
            if line.utf8.count > lineBytes { return "a line is longer than allowed" }
            if line.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || (0x7F...0x9F).contains($0.value) }
            ) {
                return "a control character came through"
            }
            if let complaint = written(line) { return complaint }
        }
        for case .save(let text, _) in whole.actions where text.utf8.count > draftBytes {
            return "a draft is longer than allowed"
        }
        return nil
    }

    private static func read(_ bytes: [UInt8], chunks: [Int]) -> Seen {
        var input = HumanInput(lineBytes: lineBytes)
        var dialogue = HumanDialogue(draftLines: 4, draftBytes: draftBytes)
        var seen = Seen()
        for chunk in Chunks.cut(bytes, chunks) {
            var buffer = ByteBuffer(bytes: chunk)
            while let finding = input.next(&buffer) { look(finding, &dialogue, &seen) }
        }
        if let last = input.finish() { look(last, &dialogue, &seen) }
        seen.actions.append(dialogue.handle(.end, standing, isCommand: isCommand))
        return seen
    }

    private static let standing = HumanDialogue.Standing(question: "loss-01", isRatingPending: false)
    private static func isCommand(_ line: String) -> Bool { line.hasPrefix("/") }

    private static func look(_ finding: HumanInput.Finding, _ dialogue: inout HumanDialogue, _ seen: inout Seen) {
        seen.findings.append(finding)
        let event: HumanDialogue.Event? =
            switch finding {
            case .line(let line): .line(line)
            case .refused(let fault): .refused(fault)
            case .interrupt: .interrupt
            default: nil
            }
        if let event { seen.actions.append(dialogue.handle(event, standing, isCommand: isCommand)) }
    }

    /// A line that is shown again ends once and moves nobody's cursor.
    private static func written(_ line: String) -> String? {
        var writer = HumanWriter()
        writer.detail(line)
        let controls = writer.bytes.dropLast(2).contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
        return controls || !writer.bytes.starts(with: Array("- ".utf8)) ? "a shown line holds a control" : nil
    }
}

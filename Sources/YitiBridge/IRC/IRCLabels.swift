/// To which of our lines an answer of the network's belongs (`labeled-response`): one that has several lines is a batch, whose lines name the
/// batch alone.
struct IRCLabels: Hashable, Sendable {
    /// The labels of the batches that are open.
    private var labels: [String: String] = [:]
    /// More are never open at once, and one that is never closed must not stay for ever.
    private static let maxBatches = 1_000

    /// A line with the label of its batch.
    func labelled(_ message: IRCMessage) -> IRCMessage {
        guard message.tags["label"] == nil, let label = message.tags["batch"].flatMap({ labels[$0] }) else {
            return message
        }
        var labelled = message
        labelled.tags["label"] = label
        return labelled
    }

    /// A batch begins or ends; the label of an answer that is whole.
    mutating func take(_ batch: IRCMessage) -> String? {
        guard let word = batch.parameters.first, let sign = word.first else { return nil }
        let name = String(word.dropFirst())
        // What is in a batch of an answer belongs to it, and does not end it.
        if sign == "-" { return batch.tags["batch"] == nil ? labels.removeValue(forKey: name) : nil }
        if labels.count >= Self.maxBatches { labels = [:] }
        labels[name] = batch.tags["label"]
        return nil
    }
}

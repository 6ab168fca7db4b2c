package import YitiCore

/// A button: a label and the callback that a bridge sends back with `act`.
package struct Button: Hashable, Sendable {
    /// What is written on it.
    package var label: Text
    /// What is sent back; at most 64 bytes.
    package var callback: String

    package init(_ label: Text, callback: String) {
        self.label = label
        self.callback = callback
    }
}

/// The words of a message that has no kind of its own, in both languages.
package struct InfoFacts: Hashable, Sendable {
    /// The message's kind on the wire; those with data of their own have their own.
    package var kind: String
    /// The words; line breaks separate lines.
    package var text: Text
    /// The question it is about, if one.
    package var ref: String?
    /// Rows of buttons.
    package var buttons: [[Button]]
    /// Members of `data`, in order.
    package var data: [Datum.Member]

    /// An info from its words.
    package init(
        _ text: Text, kind: String = "info", ref: String? = nil, buttons: [[Button]] = [], data: [Datum.Member] = []
    ) {
        self.kind = kind
        self.text = text
        self.ref = ref
        self.buttons = buttons
        self.data = data
    }
}

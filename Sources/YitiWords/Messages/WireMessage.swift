package import YitiCore

/// One message as it travels (docs/protocol.md, section 6): worded and laid out, in one language.
package struct WireMessage: Hashable, Sendable {
    /// One of section 5's kinds: `question`, `prompt`, `rated` …
    package var kind: String
    /// Complete plain text that works without buttons; LF between lines.
    package var text: String
    /// The question's id where there is one.
    package var ref: String?
    /// Rows of buttons.
    package var buttons: [[WireButton]]
    /// Members of `data`, in order.
    package var data: [Datum.Member]
    /// A picture for who asked for pictures.
    package var image: MessageImage?

    package init(
        kind: String, text: String, ref: String? = nil, buttons: [[WireButton]] = [], data: [Datum.Member] = []
    ) {
        self.kind = kind
        self.text = text
        self.ref = ref
        self.buttons = buttons
        self.data = data
    }
}

/// A button in one language.
package struct WireButton: Hashable, Sendable {
    /// What is written on it.
    package var label: String
    /// What a bridge sends back with `act`; at most 64 bytes.
    package var callback: String

    package init(label: String, callback: String) {
        self.label = label
        self.callback = callback
    }
}

import YitiWords

extension JSONWriter {
    /// One element of `msgs`.
    mutating func message(_ message: WireMessage) {
        raw(#"{"kind":"#)
        string(message.kind)
        raw(#","text":"#)
        string(message.text)
        raw(#","ref":"#)
        string(message.ref)
        raw(#","buttons":"#)
        list(message.buttons) { writer, row in writer.list(row) { $0.button($1) } }
        raw(#","data":"#)
        object(message.data)
        if let image = message.image { self.image(image) }
        raw("}")
    }

    private mutating func image(_ image: MessageImage) {
        raw(#","image":{"type":"image/png","base64":""#)
        base64(image.png)
        raw(#"","alt":"#)
        string(image.description)
        raw("}")
    }

    private mutating func button(_ button: WireButton) {
        raw(#"{"label":"#)
        string(button.label)
        raw(#","cb":"#)
        string(button.callback)
        raw("}")
    }
}

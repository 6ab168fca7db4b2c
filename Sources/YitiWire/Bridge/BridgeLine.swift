package import YitiCore

/// What a line from a bridge comes to.
package enum BridgeLine: Hashable, Sendable {
    /// A request of sound form.
    case request(BridgeRequest)
    /// `err` with the `id`, if it could be read; the connection goes on.
    case refused(RefusalCode, String, id: String?)
    /// `err bad_json` or `bad_utf8`, and a close: where lines begin and end can't be trusted any more.
    case broken(RefusalCode, String)
}

/// What the server tells its connections through their pipelines.
enum ConnectionEvent: Sendable {
    /// The server stops: read nothing more, finish what is being answered, say goodbye, close.
    case drain
}

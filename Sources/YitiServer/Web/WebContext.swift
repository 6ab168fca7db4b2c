internal import Hummingbird
internal import NIOCore

/// What is known of a request besides the request: over which connection it came.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The other end of the connection: a browser, or a proxy.
    var peer: PeerAddress { PeerAddress(channel.remoteAddress) }
}

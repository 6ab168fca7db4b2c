internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// The connections of the HTTP listeners, so that a stop need not wait for those who don't end.
final class OpenChannels: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    /// Keeps a channel until it is closed.
    func insert(_ channel: any Channel) {
        let name = ObjectIdentifier(channel)
        channels.withLock { $0[name] = channel }
        channel.closeFuture.whenComplete { [weak self] _ in self?.remove(name) }
    }

    private func remove(_ name: ObjectIdentifier) { channels.withLock { $0[name] = nil } }

    /// Closes all of them, without the farewell of TLS, which some never answer.
    func cut() {
        for channel in channels.withLock({ Array($0.values) }) {
            channel.eventLoop.execute {
                let security = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
                if let security { security.close(promise: nil) } else { channel.close(promise: nil) }
            }
        }
    }
}

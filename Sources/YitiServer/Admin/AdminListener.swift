import Foundation
package import NIOCore
import NIOPosix

/// The socket in the data folder that the operator's commands go through: one JSON object a line each way, in order.
///
/// Whoever may open the socket may do everything, so only its owner may (mode 0600). The caller holds the store's lock:
/// a socket file found at the place is a dead server's.
package final class AdminListener: Sendable {
    /// The longest request, LF included.
    static let lineBytes = 65_536

    private let channel: any Channel
    private let path: String

    private init(channel: any Channel, path: String) {
        self.channel = channel
        self.path = path
    }

    /// Opens the socket. `handle` is called on an event loop and must return at once; it answers later, from any thread.
    ///
    /// Blocks until it is open: not for an event loop. Throws when the socket can't be made there: the folder is missing, or
    /// its name too long for a socket's.
    package static func open(
        path: String, group: any EventLoopGroup,
        handle: @escaping @Sendable (AdminRequest, @escaping @Sendable (AdminReply) -> Void) -> Void
    ) throws -> AdminListener {
        let bootstrap = ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AdminHandler(handle: handle))
                }
            }
        return AdminListener(channel: try bind(bootstrap, to: path), path: path)
    }

    /// Makes the socket in a folder that only its owner may enter, and moves it to its place with mode 0600: there never is a
    /// moment at which somebody else could open it.
    private static func bind(_ bootstrap: ServerBootstrap, to path: String) throws -> any Channel {
        try refuseOther(path)
        // No longer than the name it gets, since a socket's may be 107 octets long.
        var folder = ((path as NSString).deletingLastPathComponent + "/.XXXXXX").utf8CString.map { $0 }
        guard mkdtemp(&folder) != nil else { throw failure("can't make a folder beside \(path)") }
        let folderPath = String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let made = folderPath + "/s"
        defer {
            unlink(made)
            rmdir(folderPath)
        }
        let channel = try bootstrap.bind(unixDomainSocketPath: made).wait()
        guard chmod(made, 0o600) == 0, rename(made, path) == 0 else {
            let failure = failure("can't put a socket at \(path)")
            try? channel.close().wait()
            throw failure
        }
        return channel
    }

    /// A socket that a dead server has left gives way; anything else is somebody's.
    private static func refuseOther(_ path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let type = attributes?[.type] as? FileAttributeType else { return }
        guard type == .typeSocket else { throw AdminRefusal("\(path) is there and is no socket") }
        // The lock of a file keeps a second server away; where the database is elsewhere, this does.
        if AdminClient.isAnswered(path) { throw SocketTaken(path: path) }
    }

    private static func failure(_ what: String) -> AdminRefusal {
        AdminRefusal("\(what): \(String(cString: strerror(errno)))")
    }

    /// Takes no more requests and removes the socket.
    package func close() {
        try? channel.close().wait()
        unlink(path)
    }
}

/// Another server is answering at the socket's place.
struct SocketTaken: Error, CustomStringConvertible {
    let path: String

    var description: String {
        "another yiti serves with \(path); stop it first, or give this one its own --data folder"
    }
}

/// Splits the octets of one connection into lines and answers each.
private final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let handle: @Sendable (AdminRequest, @escaping @Sendable (AdminReply) -> Void) -> Void
    private var gathered: [UInt8] = []

    init(handle: @escaping @Sendable (AdminRequest, @escaping @Sendable (AdminReply) -> Void) -> Void) {
        self.handle = handle
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        gathered += Array(unwrapInboundIn(data).readableBytesView)
        while let end = gathered.firstIndex(of: 0x0A) {
            let line = Data(gathered[..<end])
            gathered.removeSubrange(...end)
            answer(line, on: context.channel)
        }
        if gathered.count >= AdminListener.lineBytes { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ line: Data, on channel: any Channel) {
        guard let request = try? JSONDecoder().decode(AdminRequest.self, from: line) else {
            let known = AdminOperation.allCases.map(\.rawValue).joined(separator: ", ")
            return Self.write(AdminReply(error: "not a request; op is one of \(known)"), to: channel)
        }
        handle(request) { Self.write($0, to: channel) }
    }

    private static func write(_ reply: AdminReply, to channel: any Channel) {
        guard var line = try? JSONEncoder().encode(reply) else { return channel.close(promise: nil) }
        line.append(0x0A)
        channel.writeAndFlush(ByteBuffer(bytes: line), promise: nil)
    }
}

internal import Logging
internal import NIOCore

/// Reads the PROXY protocol's header (version 1 or 2, as HAProxy's proxy-protocol.txt has it) that a listener behind proxies
/// requires, and hands the connection on with the address it names.
final class ProxyHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private var gathered = ByteBuffer()
    private let logger: Logger
    private let inside: (PeerAddress) -> [any ChannelHandler]
    private let peer: PeerAddress
    private var timeout: Scheduled<Void>?

    /// `inside` makes the handlers behind it for an address.
    init(peer: PeerAddress, logger: Logger, inside: @escaping (PeerAddress) -> [any ChannelHandler]) {
        self.peer = peer
        self.logger = logger
        self.inside = inside
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timeout = context.eventLoop.scheduleTask(in: .seconds(10)) { bound.value.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        gathered.writeBuffer(&bytes)
        switch ProxyHeader.read(&gathered, peer: peer) {
        case .more: return
        case .malformed:
            logger.warning("a proxy sent no PROXY header", metadata: ["address": "\(peer)"])
            timeout?.cancel()
            context.close(promise: nil)
        case .address(let address): hand(on: address, context)
        }
    }

    private func hand(on address: PeerAddress, _ context: ChannelHandlerContext) {
        timeout?.cancel()
        do {
            // One by one: all at once they are added from the innermost on, which would greet before TLS is there.
            var outer: any ChannelHandler = self
            for handler in inside(address) {
                try context.pipeline.syncOperations.addHandler(handler, position: .after(outer))
                outer = handler
            }
        } catch {
            return context.close(promise: nil)
        }
        if gathered.readableBytes > 0 { context.fireChannelRead(NIOAny(gathered)) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed, ConnectionEvent.drain: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }
}

@available(*, unavailable) extension ProxyHandler: Sendable {}

/// The header itself.
enum ProxyHeader {
    enum Reading {
        case more
        case malformed
        case address(PeerAddress)
    }

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    /// Version 1 is one line of at most 107 octets.
    private static let longestLine = 107

    /// Reads a header off the front; `peer` stands for what a header without an address leaves open.
    static func read(_ buffer: inout ByteBuffer, peer: PeerAddress) -> Reading {
        let head = Array(buffer.readableBytesView.prefix(signature.count))
        if head.count == signature.count, head == signature { return readBinary(&buffer, peer) }
        if head.count < signature.count, head.elementsEqual(signature.prefix(head.count)) { return .more }
        return readLine(&buffer, peer)
    }

    private static func readLine(_ buffer: inout ByteBuffer, _ peer: PeerAddress) -> Reading {
        let view = buffer.readableBytesView.prefix(longestLine)
        guard view.elementsEqual("PROXY ".utf8.prefix(view.count)) || view.starts(with: "PROXY ".utf8) else {
            return .malformed
        }
        guard let end = view.firstIndex(of: 0x0A) else { return view.count < longestLine ? .more : .malformed }
        let length = end - view.startIndex + 1
        guard let line = buffer.readString(length: length), line.hasSuffix("\r\n") else { return .malformed }
        let fields = line.dropLast().split(separator: " ").map(String.init)
        guard fields.count >= 2 else { return .malformed }
        if fields[1] == "UNKNOWN" { return .address(peer) }
        guard fields.count == 6, fields[1] == "TCP4" || fields[1] == "TCP6",
            fields[2...3].allSatisfy({ family(of: $0) == fields[1] }), fields[4...5].allSatisfy({ UInt16($0) != nil })
        else { return .malformed }
        return .address(PeerAddress(text: fields[2], isLoopback: false))
    }

    /// What the header calls the family of an address; nil for what is none.
    private static func family(of address: String) -> String? {
        switch try? SocketAddress(ipAddress: address, port: 0) {
        case .v4: "TCP4"
        case .v6: "TCP6"
        default: nil
        }
    }

    private static func readBinary(_ buffer: inout ByteBuffer, _ peer: PeerAddress) -> Reading {
        let start = buffer.readerIndex
        guard let version: UInt8 = buffer.getInteger(at: start + 12),
            let family: UInt8 = buffer.getInteger(at: start + 13),
            let length: UInt16 = buffer.getInteger(at: start + 14)
        else { return .more }
        guard version >> 4 == 2, version & 0xF <= 1 else { return .malformed }
        guard buffer.readableBytes >= 16 + Int(length) else { return .more }
        guard let header = buffer.readBytes(length: 16 + Int(length)) else { return .more }
        // LOCAL: the proxy speaks for itself.
        guard version & 0xF == 1 else { return .address(peer) }
        switch family >> 4 {
        case 1: return length >= 12 ? address(header[16..<20]) : .malformed
        case 2: return length >= 36 ? address(header[16..<32]) : .malformed
        default: return .address(peer)
        }
    }

    private static func address(_ octets: ArraySlice<UInt8>) -> Reading {
        guard let address = try? SocketAddress(packedIPAddress: ByteBuffer(bytes: octets), port: 0),
            let text = address.ipAddress
        else { return .malformed }
        return .address(PeerAddress(text: text, isLoopback: false))
    }
}

internal import NIOCore

/// What a connection writes, and how it ends. For its event loop only.
final class ConnectionOutput {
    private var context: ChannelHandlerContext?
    private var budget = OutputBudget()
    private var closing = GracefulClose()
    private var patience: Scheduled<Void>?
    /// Told how much the other side has not read whenever that changes.
    private let heldBytesChanged: ((Int) -> Void)?

    /// How long the last bytes have to be taken.
    private static let flushPatience = TimeAmount.seconds(5)
    /// How long the other side has to close too.
    private static let closePatience = TimeAmount.seconds(1)

    init(_ context: ChannelHandlerContext, heldBytesChanged: ((Int) -> Void)? = nil) {
        self.context = context
        self.heldBytesChanged = heldBytesChanged
    }

    /// Bytes that are written and that the network has not taken yet.
    var heldBytes: Int { budget.heldBytes }

    /// Writes bytes; false, and none is written, when more than `limit` would be held.
    func write(_ bytes: [UInt8], limit: Int) -> Bool {
        guard let context, !bytes.isEmpty else { return true }
        let count = bytes.count
        guard budget.take(count, limit: limit) else { return false }
        heldBytesChanged?(budget.heldBytes)
        write(bytes, context) { [self] in
            budget.giveBack(count)
            heldBytesChanged?(budget.heldBytes)
        }
        return true
    }

    private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext, whenTaken: @escaping () -> Void) {
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in whenTaken() }
        context.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: bytes)), promise: promise)
    }

    /// Writes the last bytes, whatever is held, and closes in good order.
    func close(after bytes: [UInt8] = []) {
        guard let context, closing.begin() else { return }
        closeAnyway(in: Self.flushPatience)
        write(bytes, context) { [self] in perform(closing.flushed()) }
    }

    /// The other side has ended its output.
    func inputEnded() { perform(closing.inputEnded()) }

    private func perform(_ action: GracefulClose.Action) {
        switch action {
        case .nothing: break
        case .close: context?.close(promise: nil)
        case .endOutput:
            closeAnyway(in: Self.closePatience)
            context?.close(mode: .output, promise: nil)
        }
    }

    private func closeAnyway(in time: TimeAmount) {
        patience?.cancel()
        patience = context?.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in context?.close(promise: nil) }
    }

    /// The connection is gone.
    func end() {
        patience?.cancel()
        patience = nil
        context = nil
    }
}

@available(*, unavailable) extension ConnectionOutput: Sendable {}

import YitiCore

extension WriterPort {
    /// The port of a writer.
    package static func port(of writer: Writer, services: Services) -> WriterPort {
        let humans = HumanSessions(writer: writer)
        let bridges = BridgeSessions(writer: writer)
        let receipts = Receipts(writer: writer)
        return WriterPort(
            humanOpened: humans.opened, humanRequest: humans.request, humanClosed: humans.closed,
            isCommand: { services.catalog.parser.isRequest($0) },
            bridgeHello: { hello, _, reply in bridges.hello(hello, reply) },
            bridgeOpened: bridges.opened, bridgeRequest: bridges.request, bridgeReceipt: receipts.receipt,
            bridgeClosed: bridges.closed)
    }
}

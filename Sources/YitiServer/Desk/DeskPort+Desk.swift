import YitiCore

extension DeskPort {
    /// The port of a desk.
    package static func port(of desk: Desk, services: Services) -> DeskPort {
        let humans = HumanDesk(desk: desk)
        let bridges = BridgeDesk(desk: desk)
        let receipts = Receipts(desk: desk)
        return DeskPort(
            humanOpened: humans.opened, humanRequest: humans.request, humanClosed: humans.closed,
            isCommand: { services.catalog.parser.isCommand($0) },
            bridgeHello: { hello, _, reply in bridges.hello(hello, reply) },
            bridgeOpened: bridges.opened, bridgeRequest: bridges.request, bridgeReceipt: receipts.receipt,
            bridgeClosed: bridges.closed)
    }
}

import YitiTestKit

extension BridgeProcess {
    /// Waits until the server has welcomed it.
    func started() throws { try wait { log.contains("the server welcomes") } }
}

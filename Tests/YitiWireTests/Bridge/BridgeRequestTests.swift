import Testing
import YitiWire

@Suite struct BridgeRequestTests {
    @Test("knows the id its answer has to carry")
    func ids() {
        #expect(BridgeRequest.act(BridgeAct(id: "a1", user: "u", callback: "rate:3")).id == "a1")
        #expect(BridgeRequest.ping(id: nil).id == nil)
        #expect(BridgeRequest.bye.id == nil)
    }
}

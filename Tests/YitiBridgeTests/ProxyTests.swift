import NIOCore
import NIOPosix
import Testing

@testable import YitiBridge

@Suite struct ProxyTests {
    @Test("gives up a proxy that takes the connection and says nothing", arguments: ["http", "socks5"])
    func silence(_ kind: String) async throws {
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1", port: 0
        ).get()
        let port = try #require(silent.localAddress?.port)
        let proxy = try #require(Proxy("\(kind)://127.0.0.1:\(port)"))
        let connector = try Connector(proxy: proxy, authorities: nil, timeout: .milliseconds(100))
        let failure = await #expect(throws: ProxyHandler.Refusal.self) {
            try await connector.open(Endpoint(host: "example.org", port: 80, usesTLS: false)) { _ in }
        }
        #expect(failure?.description.contains("does not answer") == true)
        await connector.shutDown()
        try await silent.close()
    }
}

import Foundation
import HTTPServing
import Testing

@Suite(.timeLimit(.minutes(15))) struct ListenerTests {
    @Test func `a port in use makes the server throw addressInUse`() async throws {
        try await withServer { server in
            let configuration = HTTPServerConfiguration(listeners: [
                Listener(host: "127.0.0.1", port: 0), Listener(host: "127.0.0.1", port: server.port),
            ])
            let second = HTTPServer(configuration: configuration, responder: TestResponder.echo)
            await #expect(throws: HTTPServerError.addressInUse(host: "127.0.0.1", port: server.port)) {
                try await second.run()
            }
        }
    }

    @Test(arguments: ["192.0.2.1", "no-such-host.invalid"])
    func `an address that cannot be bound makes the server throw cannotBind with a reason`(
        _ host: String
    ) async throws {
        let configuration = HTTPServerConfiguration(listeners: [Listener(host: host, port: 0)])
        let server = HTTPServer(configuration: configuration, responder: TestResponder.echo)
        let error = try await #require(throws: HTTPServerError.self) { try await server.run() }
        guard case .cannotBind(host, 0, let reason) = error else {
            Issue.record("unexpected \(error)")
            return
        }
        #expect(!reason.isEmpty)
        #expect(error.description.hasPrefix("cannot listen on port 0 of \(host): "))
    }

    @Test func `several listeners share one responder`() async throws {
        let authority = try LocalCertificateAuthority(now: .now)
        var configuration = HTTPServerConfiguration.test
        configuration.listeners.append(Listener(host: "::1", port: 0))
        configuration.listeners.append(
            Listener(host: "localhost", port: 0, tls: try authority.issue(for: ["localhost"]))
        )
        try await withServer(configuration: configuration) { server in
            #expect(server.listeners.map(\.isSecure) == [false, false, true])
            #expect(Set(server.listeners.map(\.port)).count == 3)
            for listener in server.listeners.prefix(2) {
                let client = try await RawClient.connect(port: listener.port, host: listener.host)
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response().status == 200)
            }
        }
    }
}

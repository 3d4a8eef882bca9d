import EmulatorTesting
import HTTPServing

/// Serves a responder on a free port of this process, and calls `body` with its URL.
func withServer(of responder: any Responder, _ body: @Sendable (String) async throws -> Void) async throws {
    try await Places.shared.take {
        let (ready, continuation) = AsyncStream.makeStream(of: [BoundListener].self)
        var configuration = HTTPServerConfiguration(listeners: [Listener(host: "127.0.0.1", port: 0)])
        configuration.drainTimeout = .milliseconds(50)
        let server = HTTPServer(configuration: configuration, responder: responder) { listeners in
            continuation.yield(listeners)
            continuation.finish()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await server.run()
            }
            var port: Int?
            for await listeners in ready { port = listeners.first?.port }
            guard let port else { throw TestFailure("the server has no port") }
            try await body("http://127.0.0.1:\(port)")
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

import EmulatorTesting
import HTTPServing
import NIOHTTP1

/// A responder that calls a closure, with one size limit for all bodies.
struct TestResponder: Responder {
    var limit = 1024
    var answer: @Sendable (Request) -> Reply

    /// Answers with the method, the target and a description of the body.
    static let echo = TestResponder { .text("\($0.head.method) \($0.head.uri) \($0.bodyDescription)") }

    func bodyLimit(for head: HTTPRequestHead) -> Int {
        limit
    }

    func respond(to request: Request) -> Reply {
        answer(request)
    }
}

extension Request {
    var bodyDescription: String {
        switch body {
        case .complete(let bytes): String(decoding: bytes, as: UTF8.self)
        case .tooLarge(let limit): "too large for \(limit)"
        case .unsupportedCoding(let coding): "unsupported coding \(coding)"
        case .undecodable(let reason): "undecodable: \(reason)"
        }
    }
}

extension Reply {
    static func text(
        _ text: String,
        fault: WireFault? = nil,
        onFinish: (@Sendable (Outcome) -> Void)? = nil
    ) -> Reply {
        Reply(.now(.text(text)), fault: fault, onFinish: onFinish)
    }
}

extension Response {
    static func text(_ text: String, status: HTTPResponseStatus = .ok) -> Response {
        Response(status: status, headers: ["Content-Type": "text/plain"], body: Array(text.utf8))
    }
}

/// A server that was started for one test.
struct RunningServer {
    struct DidNotStart: Error {}

    let listeners: [BoundListener]
    private let task: Task<Void, any Error>

    var port: Int {
        listeners[0].port
    }

    func connect() async throws -> RawClient {
        try await RawClient.connect(port: port)
    }

    /// Begins the shutdown without waiting for its end.
    func beginStop() {
        task.cancel()
    }

    /// Waits until the server has drained.
    func stop() async throws {
        task.cancel()
        try await task.value
    }

    static func start(_ configuration: HTTPServerConfiguration, _ responder: any Responder) async throws
        -> RunningServer
    {
        let (ready, continuation) = AsyncStream.makeStream(of: [BoundListener].self)
        let server = HTTPServer(configuration: configuration, responder: responder) { continuation.yield($0) }
        let task = Task {
            defer { continuation.finish() }
            try await server.run()
        }
        for await listeners in ready {
            return RunningServer(listeners: listeners, task: task)
        }
        try await task.value
        throw DidNotStart()
    }
}

extension Duration {
    /// A drain timeout that no test reaches, however busy the machine is.
    static let unreached: Duration = .seconds(300)
}

extension HTTPServerConfiguration {
    /// One plain listener on a free port; the drain timeout is short.
    static var test: HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration(listeners: [Listener(host: "127.0.0.1", port: 0)])
        configuration.drainTimeout = .milliseconds(50)
        return configuration
    }

    /// This configuration with long time limits, so that a busy machine is not taken for a client that stalls.
    fileprivate var patient: HTTPServerConfiguration {
        var configuration = self
        configuration.limits.headerTimeout = .seconds(120)
        configuration.limits.bodyIdleTimeout = .seconds(120)
        configuration.limits.keepAliveTimeout = .seconds(120)
        configuration.limits.lingerTimeout = .seconds(120)
        return configuration
    }
}

/// Runs a test against a server of its own, and stops it afterwards.
func withServer(
    _ responder: any Responder = TestResponder.echo,
    configuration: HTTPServerConfiguration = .test,
    limits: (inout HTTPServerLimits) -> Void = { _ in },
    _ body: (RunningServer) async throws -> Void
) async throws {
    var configuration = configuration.patient
    limits(&configuration.limits)
    try await Places.shared.take {
        let server = try await RunningServer.start(configuration, responder)
        do {
            try await body(server)
        } catch {
            try? await server.stop()
            throw error
        }
        try await server.stop()
    }
}

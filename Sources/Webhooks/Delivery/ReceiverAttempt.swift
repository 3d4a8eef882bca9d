import Domain
import NIOCore

/// One attempt of the transport, or another request, from its start to the one report of its result.
///
/// A repeatable request is sent again within the same attempt if a reused connection ends before the first byte of a
/// response: the receiver has most likely closed the idle connection before it got the request.
final class ReceiverAttempt {
    /// How often the request is sent again; each time, the idle connections to the receiver are closed.
    private static let longestResend = 3

    private let request: OutgoingRequest
    /// Nil once the result has been reported.
    private var completion: (@Sendable (Result<ReceiverAnswer, any Error>) -> Void)?
    private var connections: ReceiverConnections?
    private var bytes = ByteBuffer()
    /// The connection that it is being sent on.
    private var connection: ReceiverConnection?
    private var resends = 0
    /// When the time limit is reached.
    private(set) var deadline = NIODeadline.distantFuture

    init(
        _ request: OutgoingRequest,
        completion: @escaping @Sendable (Result<ReceiverAnswer, any Error>) -> Void
    ) {
        self.request = request
        self.completion = completion
    }

    /// Whether its result has not been reported yet.
    var isUnderWay: Bool { completion != nil }

    /// Whether the response has no body, whatever its headers say.
    var isForHead: Bool { request.method == "HEAD" }

    /// How much of the response is read.
    var extent: OutgoingRequest.Extent { request.extent }

    /// How long the attempt may take.
    var timeout: TimeAmount { TimeAmount(request.timeout) }

    /// Begins the attempt; must be called once.
    func start(over connections: ReceiverConnections) {
        do {
            let target = try connections.target(of: request)
            bytes = try target.bytes(of: request)
            deadline = .now() + timeout
            self.connections = connections
            connections.begin(self, to: target.receiver)
        } catch {
            end(.failure(error))
        }
    }

    /// Sends the request on a connection that has no other attempt.
    func send(on connection: ReceiverConnection) {
        self.connection = connection
        connection.send(bytes, for: self)
    }

    /// Records that no connection could be made.
    func connectFailed(_ error: any Error) {
        end(.failure(error))
    }

    /// Records that the connection has ended without a whole response.
    func connectionFailed(_ error: any Error, wasReusedAndSilent: Bool) {
        let receiver = connection?.receiver
        connection = nil
        guard request.isRepeatable, wasReusedAndSilent, AttemptError(error) == .reset,
            resends < Self.longestResend, let receiver, let connections
        else { return end(.failure(error)) }
        resends += 1
        connections.closeIdle(to: receiver)
        connections.serve(self, at: receiver)
    }

    /// Reports the result, unless one has been reported before; nothing is written to the receiver after that.
    func end(_ result: Result<ReceiverAnswer, any Error>) {
        guard let completion else { return }
        self.completion = nil
        connections?.end(self)
        connections = nil
        if case .failure = result { connection?.close() }
        connection = nil
        completion(result)
    }
}

extension TimeAmount {
    /// More than a day counts as a day, so that sums of times do not overflow.
    init(_ span: TimeSpan) {
        self = .milliseconds(min(span, .hours(24)).milliseconds)
    }
}

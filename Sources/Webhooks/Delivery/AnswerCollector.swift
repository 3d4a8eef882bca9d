import AsyncHTTPClient
import Domain
import NIOCore
import NIOHTTP1

/// Collects the response of a receiver, and ends the request when the part of the body that is kept has arrived.
final class AnswerCollector: HTTPClientResponseDelegate {
    private struct EnoughReceived: Error {}

    private struct Answer {
        var status = 0
        var headers: [HeaderField] = []
        var body: [UInt8] = []
    }

    private let eventLoop: any EventLoop
    private let onStart: @Sendable () -> Void
    private let answer: NIOLoopBoundBox<Answer>

    /// Collects one response; `onStart` runs when the head of the request has been written.
    init(eventLoop: any EventLoop, onStart: @escaping @Sendable () -> Void) {
        self.eventLoop = eventLoop
        self.onStart = onStart
        answer = .makeBoxSendingValue(Answer(), eventLoop: eventLoop)
    }

    /// The response if the part of the body that is kept has arrived, even if the rest has not; else nil.
    var fullAnswer: ReceiverAnswer? {
        answer.value.body.count == ReceiverAnswer.keptBodyLength ? receiverAnswer : nil
    }

    func didSendRequestHead(task: HTTPClient.Task<ReceiverAnswer>, _ head: HTTPRequestHead) {
        onStart()
    }

    func didReceiveHead(task: HTTPClient.Task<ReceiverAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        answer.value.status = Int(head.status.code)
        answer.value.headers = Self.kept(head.headers)
        return eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<ReceiverAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let room = ReceiverAnswer.keptBodyLength - answer.value.body.count
        answer.value.body.append(contentsOf: part.readableBytesView.prefix(room))
        guard part.readableBytes >= room else { return eventLoop.makeSucceededVoidFuture() }
        return eventLoop.makeFailedFuture(EnoughReceived())
    }

    func didFinishRequest(task: HTTPClient.Task<ReceiverAnswer>) throws -> ReceiverAnswer {
        receiverAnswer
    }

    private var receiverAnswer: ReceiverAnswer {
        let answer = answer.value
        return ReceiverAnswer(status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// The first headers, at most as many bytes as are kept of a body; the client itself accepts two megabytes.
    private static func kept(_ headers: HTTPHeaders) -> [HeaderField] {
        var room = ReceiverAnswer.keptBodyLength
        let kept = headers.prefix { name, value in
            room -= name.utf8.count + value.utf8.count
            return room >= 0
        }
        return kept.map { HeaderField(name: $0.name, value: $0.value) }
    }
}

import Documents
import Domain
import EmulatorServer
import NIOCore
import OrderedCollections
import Webhooks

/// Answers attempts as the receivers in a bundle did, without sending anything.
struct RecordedReceivers: WebhookTransport {
    private struct Attempt: Hashable {
        let delivery: String
        let number: Int
    }

    private let outcomes: [Attempt: AttemptOutcome]

    init(_ bundle: FailureBundle) {
        var outcomes: [Attempt: AttemptOutcome] = [:]
        for delivery in bundle.deliveries {
            for attempt in delivery["attempt_log"]?.array ?? [] {
                let name = Attempt(delivery: delivery["id"]?.string ?? "", number: attempt["n"]?.integer ?? 0)
                outcomes[name] = AttemptOutcome(recorded: attempt)
            }
        }
        self.outcomes = outcomes
    }

    /// Reports the recorded outcome; an attempt that the bundle does not have times out at once.
    func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        let header = { (name: String) in request.headers.first { $0.name == name }?.value ?? "" }
        let name = Attempt(delivery: header("X-Kirim-Delivery-Id"), number: Int(header("X-Kirim-Attempt")) ?? 0)
        let outcome = outcomes[name] ?? .failed(.timeout)
        eventLoop.execute { completion(outcome) }
        return Sending()
    }

    /// Does nothing, as there are no connections.
    func shutdown() async throws {}

    /// An attempt whose outcome is recorded, so that there is nothing to cancel.
    private struct Sending: WebhookSending {
        func cancel() {}
    }
}

extension AttemptOutcome {
    /// The outcome of an attempt in a bundle.
    fileprivate init(recorded attempt: JSONValue) {
        if let answer = attempt["answer"], let status = answer["status"]?.integer {
            let headers = (answer["headers"]?.object ?? [:]).map {
                HeaderField(name: $0.key, value: $0.value.string ?? "")
            }
            let body = Array((answer["body"]?.string ?? "").utf8)
            self = .answered(ReceiverAnswer(status: status, headers: headers, body: body))
        } else if let error = attempt["error"]?.string.flatMap(AttemptError.init(rawValue:)) {
            self = .failed(error)
        } else {
            self = .lost
        }
    }
}

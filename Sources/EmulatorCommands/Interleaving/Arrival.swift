import Documents
import Scenarios

/// What has become of an effect that was released.
enum Arrival: Sendable {
    /// The caller has its response, or the receiver has answered 2xx.
    case accepted
    /// The receiver has answered another status.
    case refused(status: Int)
    /// The attempt was sent, but no response came.
    case unanswered(error: String)
    /// It did not arrive, or that cannot be told; `reason` follows the name of the effect.
    case missing(reason: String)
}

extension Arrival {
    /// The response of a request that was held; a connection that a fault rule cuts is one, too.
    init(response: Result<StepExchange.Response, DriverError>?) {
        switch response {
        case .success, .failure(.cut): self = .accepted
        case .failure(.unreachable(let reason)): self = .missing(reason: "did not come: \(reason)")
        case .failure(.stopped): self = .missing(reason: "did not come before the run was stopped")
        case .failure(.timedOut), nil: self = .missing(reason: "did not come in time")
        }
    }

    /// The first attempt of a delivery in a response of getDelivery; nil while it has not ended.
    init?(delivery: JSONValue) {
        let status = delivery["status"]?.string ?? ""
        guard status != "pending" else { return nil }
        guard let attempt = delivery["attempt_log"]?[0] else {
            self = .missing(reason: "was not sent; its status is `\(status)`")
            return
        }
        let error = attempt["error"]?.string
        switch (attempt["answer"]?["status"]?.integer, error) {
        case (let answer?, _): self = 200..<300 ~= answer ? .accepted : .refused(status: answer)
        case (nil, let error?) where ["reset", "timeout"].contains(error): self = .unanswered(error: error)
        case (nil, let error?): self = .missing(reason: "did not reach the receiver (\(error))")
        case (nil, nil): self = .missing(reason: "was not sent, because of a fault rule")
        }
    }
}

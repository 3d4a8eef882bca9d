import Contract
import EmulatorCore

/// Refuses paths that the contract does not have, and methods that a path does not have.
struct RouteStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        switch exchange.match {
        case .operation:
            return .next
        case .methodNotAllowed(let allow):
            let refusal = APIError(.methodNotAllowed, values: ["method": exchange.method])
            throw .api(refusal.with(header: "Allow", allow.joined(separator: ", ")))
        case .notFound:
            throw .api(.unknownRoute(exchange))
        }
    }
}

extension APIError {
    /// The contract has no such path.
    static func unknownRoute(_ exchange: Exchange) -> APIError {
        .stating(.resourceNotFound, "Unknown route: \(exchange.method) \(exchange.path).")
    }
}

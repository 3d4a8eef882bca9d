import Contract
import HTTPServing

/// Refuses bodies that could not be unpacked, where an operation would read them.
struct CodingStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard let error = APIError(unpacking: exchange.request.body), exchange.operation?.hasRequestBody == true else {
            return .next
        }
        throw .api(error)
    }
}

extension APIError {
    /// Why a body could not be unpacked; nil if it could.
    fileprivate init?(unpacking body: Request.Body) {
        switch body {
        case .complete, .tooLarge:
            return nil
        case .unsupportedCoding(let coding):
            self = APIError(.unsupportedMediaType).with(header: "Accept-Encoding", ContentCoding.accepted)
            message = "The content coding \(coding) is not supported; send the body with gzip, or without any."
        case .undecodable(let reason):
            self = .stating(.invalidRequest, "The request body is not valid gzip: \(reason).")
        }
    }
}

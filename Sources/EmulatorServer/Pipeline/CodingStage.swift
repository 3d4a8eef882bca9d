import Contract
import HTTPServing

/// Refuses bodies that could not be unpacked, where an operation would read them.
struct CodingStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard exchange.operation?.hasRequestBody == true else { return .next }
        switch exchange.request.body {
        case .complete, .tooLarge:
            return .next
        case .unsupportedCoding(let coding):
            var error = APIError(.unsupportedMediaType).with(header: "Accept-Encoding", ContentCoding.accepted)
            error.message = "The content coding \(coding) is not supported; send the body with gzip, or without any."
            throw .api(error)
        case .undecodable(let reason):
            throw .api(.stating(.invalidRequest, "The request body is not valid gzip: \(reason)."))
        }
    }
}

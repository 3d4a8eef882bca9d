import HTTPServing

/// Refuses bodies that were too large to be read.
struct SizeStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        switch exchange.request.body {
        case .complete, .unsupportedCoding, .undecodable: return .next
        case .tooLarge: throw .api(APIError(.requestTooLarge))
        }
    }
}

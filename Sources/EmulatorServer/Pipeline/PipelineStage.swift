import EmulatorCore

/// One check or step on the way of a request, in the order of kirimdev's own checks.
protocol PipelineStage: Sendable {
    /// Looks at the exchange, may add to it, and says how to go on.
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult
}

/// How a request goes on after a stage.
enum StageResult: Sendable {
    /// On to the next stage.
    case next
    /// This is the answer; later stages are not asked.
    case answer(Answer)
    /// There is no answer: the connection ends, or hangs.
    case cut(FaultAction.Connection)
    /// Another request must end first; the stage is asked again then.
    case wait(idempotencyKey: String)
}

/// Why a request is refused: in the API's words, or in the emulator's own.
enum Refusal: Error, Sendable {
    case api(APIError)
    case mock(MockError)
}

/// What has come back for a request.
struct ReceivedResponse: Sendable {
    let request: DriverRequest
    let result: Result<StepExchange.Response, DriverError>
    /// The time from the request to the response, or to the error, in wall time.
    let took: Duration
}

import Domain

/// What has come back for a request.
struct ReceivedResponse: Sendable {
    let request: DriverRequest
    let result: Result<StepExchange.Response, DriverError>
    /// The time from the request to the response, or to the error, in wall time.
    let took: Duration

    /// Sends a request over a driver and waits for the response; `secrets` are headers that are not part of the request.
    init(to request: DriverRequest, secrets: [HeaderField] = [], over driver: any ScenarioDriver) async {
        let sent = DriverRequest(
            method: request.method,
            target: request.target,
            headers: request.headers + secrets,
            body: request.body,
            timeout: request.timeout
        )
        let start = ContinuousClock.now
        do throws(DriverError) {
            result = .success(try await driver.send(sent))
        } catch {
            result = .failure(error)
        }
        took = ContinuousClock.now - start
        self.request = request
    }
}

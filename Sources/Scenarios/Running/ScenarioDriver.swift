/// The server that a scenario runs against, in this process or over the network.
package protocol ScenarioDriver: Sendable {
    /// Whether the server is an emulator, so that control requests can be sent.
    var isEmulator: Bool { get }

    /// Sends a request to the API, or to the absolute URL of another server.
    func send(_ request: DriverRequest) async throws(DriverError) -> StepExchange.Response
}

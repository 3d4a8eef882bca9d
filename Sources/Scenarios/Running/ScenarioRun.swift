import Contract
import Documents
import Domain

/// A run of the steps of one scenario: what earlier steps have left for later ones.
struct ScenarioRun {
    let scenario: Scenario
    let settings: ScenarioRunner.Settings
    let check: ContractCheck
    let builder: RequestBuilder
    /// The contract of the control API.
    let control: Contract
    private let driver: any ScenarioDriver
    /// The values of variables, with those that earlier steps have saved.
    var variables: StepVariables
    /// The events and deliveries that have satisfied a step, and the events that break the contract on purpose.
    var used = UsedOccurrences()
    /// What the current step has sent and received.
    private var exchanges: [StepExchange] = []
    /// The background requests by their names until a step has their responses.
    private var background: [String: Task<ReceivedResponse, Never>] = [:]
    /// Whether a step has failed.
    private var hasFailed = false

    init(of scenario: Scenario, by runner: ScenarioRunner) {
        self.scenario = scenario
        settings = runner.settings
        driver = runner.driver
        check = ContractCheck(contract: runner.contract, isEmulator: runner.driver.isEmulator)
        builder = RequestBuilder(contract: runner.contract, key: runner.settings.key)
        control = runner.control
        variables = StepVariables(scenario.variables)
        for (name, text) in runner.settings.variables { _ = variables.set(name, to: text) }
    }

    /// Whether the server is an emulator.
    var isEmulator: Bool { driver.isEmulator }

    /// Runs a step; skips it if it needs what an earlier step has not left because a step has failed.
    mutating func result(of step: Step) async -> StepResult {
        exchanges = []
        let start = ContinuousClock.now
        var outcome = StepResult.Outcome.passed
        var endsFile = true
        do throws(StepError) {
            try await perform(step)
        } catch {
            if hasFailed, let missing = error.missing { return StepResult(skipped: step, reason: missing) }
            outcome = .failed(error.failures)
            endsFile = error.endsFile
            hasFailed = true
        }
        let took = ContinuousClock.now - start
        return StepResult(step, outcome, exchanges: exchanges, took: took, endsFile: endsFile)
    }

    private mutating func perform(_ step: Step) async throws(StepError) {
        switch step.action {
        case .request(let request): try await perform(request, of: step)
        case .response(let response): try await perform(response, of: step)
        case .control(let control): try await perform(control, of: step)
        case .wait(let body): try await wait(body, in: step)
        case .expectRequests(let body): try await verify(body, in: step)
        case .changes(let changes): try await compare(changes, in: step)
        case .occurrence(let occurrence): try await find(occurrence, in: step)
        }
    }

    // MARK: Sending

    /// Sends a request and records it; `secrets` are headers that are not recorded.
    mutating func send(
        _ request: DriverRequest,
        secrets: [HeaderField] = [],
        for step: Step
    ) async throws(StepError) -> StepExchange.Response {
        let received = await Self.received(for: request, secrets: secrets, over: driver)
        record(received)
        return try response(of: received, for: step)
    }

    /// Sends a request and records it, with or without a response.
    mutating func exchange(_ request: DriverRequest) async -> ReceivedResponse {
        let received = await Self.received(for: request, over: driver)
        record(received)
        return received
    }

    /// The response; without one, the step fails.
    func response(
        of received: ReceivedResponse,
        for step: Step
    ) throws(StepError) -> StepExchange.Response {
        do throws(DriverError) {
            return try received.result.get()
        } catch {
            throw StepError(StepFailure(error.message(of: received.request), at: step.location))
        }
    }

    /// Adds an exchange to the result of the current step.
    mutating func record(_ received: ReceivedResponse) {
        let operation = check.operation(of: received.request)?.id
        exchanges.append(StepExchange(received.request, operation: operation, response: try? received.result.get()))
    }

    /// Forgets the exchanges of the current step, which sends its request again.
    mutating func clearExchanges() { exchanges = [] }

    /// Sends a request that is not part of a report; nil without a response.
    func ask(_ request: DriverRequest) async -> StepExchange.Response? {
        try? await driver.send(request)
    }

    private static func received(
        for request: DriverRequest,
        secrets: [HeaderField] = [],
        over driver: any ScenarioDriver
    ) async -> ReceivedResponse {
        let sent = DriverRequest(
            method: request.method,
            target: request.target,
            headers: request.headers + secrets,
            body: request.body,
            timeout: request.timeout
        )
        let start = ContinuousClock.now
        let result: Result<StepExchange.Response, DriverError>
        do throws(DriverError) {
            result = .success(try await driver.send(sent))
        } catch {
            result = .failure(error)
        }
        return ReceivedResponse(request: request, result: result, took: ContinuousClock.now - start)
    }

    // MARK: Background requests

    /// Sends a request whose response a later step waits for.
    mutating func begin(_ request: DriverRequest, as name: String) {
        // Begins to send it at once, so that requests are sent in the order of their steps.
        background[name] = Task.immediate { [driver] in await Self.received(for: request, over: driver) }
    }

    /// Waits for the response to a background request; nil if it was not sent.
    mutating func receive(_ name: String) async -> ReceivedResponse? {
        guard let request = background.removeValue(forKey: name) else { return nil }
        let received = await request.value
        record(received)
        return received
    }

    /// Cancels the background requests whose responses no step has waited for.
    mutating func end() {
        for request in background.values { request.cancel() }
        background = [:]
    }
}

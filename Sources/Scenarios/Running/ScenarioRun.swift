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
    let driver: any ScenarioDriver
    /// The values of variables, with those that earlier steps have saved.
    var variables: StepVariables
    /// The events and deliveries that have satisfied a step, and the events that break the contract on purpose.
    var used = UsedOccurrences()
    /// What the current step has sent and received.
    private var exchanges: [StepExchange] = []
    /// The background requests by their names until a step has their responses.
    var background: [String: Task<ReceivedResponse, Never>] = [:]
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
        let received = await ReceivedResponse(to: request, secrets: secrets, over: driver)
        record(received)
        return try response(of: received, for: step)
    }

    /// Sends a request and records it, with or without a response.
    mutating func exchange(_ request: DriverRequest) async -> ReceivedResponse {
        let received = await ReceivedResponse(to: request, over: driver)
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
}

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

    /// Runs a step.
    mutating func result(of step: Step) async -> StepResult {
        exchanges = []
        let start = ContinuousClock.now
        var outcome = StepResult.Outcome.passed
        var endsFile = true
        do throws(StepError) {
            try await perform(step)
        } catch {
            outcome = .failed(error.failures)
            endsFile = error.endsFile
        }
        let took = ContinuousClock.now - start
        return StepResult(step, outcome, exchanges: exchanges, took: took, endsFile: endsFile)
    }

    private mutating func perform(_ step: Step) async throws(StepError) {
        switch step.action {
        case .request(let request): try await perform(request, of: step)
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
        do throws(DriverError) {
            return try await exchange(request, secrets: secrets)
        } catch {
            throw StepError(StepFailure(error.message(of: request), at: step.location))
        }
    }

    /// Sends a request and records it, with or without a response.
    mutating func exchange(
        _ request: DriverRequest,
        secrets: [HeaderField] = []
    ) async throws(DriverError) -> StepExchange.Response {
        let sent = DriverRequest(
            method: request.method,
            target: request.target,
            headers: request.headers + secrets,
            body: request.body,
            timeout: request.timeout
        )
        let operation = check.operation(of: request)?.id
        do throws(DriverError) {
            let response = try await driver.send(sent)
            exchanges.append(StepExchange(request, operation: operation, response: response))
            return response
        } catch {
            exchanges.append(StepExchange(request, operation: operation, response: nil))
            throw error
        }
    }

    /// Sends a request that is not part of a report; nil without a response.
    func ask(_ request: DriverRequest) async -> StepExchange.Response? {
        try? await driver.send(request)
    }
}

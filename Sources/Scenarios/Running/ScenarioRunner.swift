package import Contract
package import Domain
package import EmulatorCore

/// Runs the steps of scenarios against a server.
package struct ScenarioRunner: Sendable {
    /// What a run needs to know besides the scenario.
    package struct Settings: Sendable {
        /// The API key of the run.
        package var key: String
        /// The headers of control requests besides the key, such as the admin token; reports do not show them.
        package var controlHeaders: [HeaderField] = []
        /// The given values of variables, which replace the defaults in the file.
        package var variables: [String: String] = [:]
        /// Whether a step is selected; the steps before the last selected one are run as well.
        package var selects: @Sendable (Step) -> Bool = { _ in true }
        /// Whether all steps after a failed one are run as well, as far as they have the values that they need.
        package var goesOnAfterFailure = false
        /// What is called before and after each step that is run.
        package var hooks = StepHooks()
        /// The source of wall time.
        package var clock = EmulatorClock.system
        /// Waits, for a server that asks for it with `Retry-After`.
        package var pause: @Sendable (TimeSpan) async -> Void = { span in
            try? await Task.sleep(for: .milliseconds(span.milliseconds))
        }

        /// The settings of a run with a key.
        package init(key: String) {
            self.key = key
        }
    }

    let contract: Contract
    let control: Contract
    let driver: any ScenarioDriver
    let settings: Settings

    /// A runner that validates responses and events against the contract; `control` is that of the control API.
    package init(contract: Contract, control: Contract, driver: any ScenarioDriver, settings: Settings) {
        self.contract = contract
        self.control = control
        self.driver = driver
        self.settings = settings
    }

    /// Runs all steps of a scenario; after a failure, the remaining steps are skipped unless they are always run.
    ///
    /// A response of another server that only breaks the contract does not end the run.
    package func run(_ scenario: Scenario, seed: UInt64?, repetition: Int = 1) async -> ScenarioReport {
        let startedAt = settings.clock.now
        let start = ContinuousClock.now
        let results = await results(of: scenario)
        let hasFailed = results.contains { if case .failed = $0.outcome { true } else { false } }
        return ScenarioReport(
            file: scenario.file,
            scenario: scenario.name,
            description: scenario.description,
            seed: seed,
            repetition: repetition,
            outcome: hasFailed ? .failed : .passed,
            steps: results,
            startedAt: startedAt,
            took: ContinuousClock.now - start
        )
    }

    private func results(of scenario: Scenario) async -> [StepResult] {
        var run = ScenarioRun(of: scenario, by: self)
        var results: [StepResult] = []
        var isEnded = false
        let last = lastStep(of: scenario) ?? -1
        for (index, step) in scenario.steps.enumerated() {
            if Task.isCancelled {
                results.append(StepResult(skipped: step, reason: "the run was stopped"))
            } else if isEnded, index > last || !step.isAlwaysRun {
                results.append(StepResult(skipped: step, reason: "an earlier step failed"))
            } else if index > last {
                results.append(StepResult(skipped: step, reason: "the filter does not select it"))
            } else {
                await settings.hooks.before(step)
                let result = await run.result(of: step)
                await settings.hooks.after(result)
                if case .failed = result.outcome, result.endsFile, !settings.goesOnAfterFailure { isEnded = true }
                results.append(result)
            }
        }
        run.end()
        return results
    }

    /// The index of the last step that is run; nil if none is selected.
    ///
    /// The response to a selected background request is checked by the later step that waits for it.
    private func lastStep(of scenario: Scenario) -> Int? {
        let steps = scenario.steps
        let selected = steps.filter(settings.selects)
        let background = Set(selected.compactMap(\.backgroundRequest))
        return steps.lastIndex { step in
            if case .response(let response) = step.action, background.contains(response.request) { return true }
            return settings.selects(step)
        }
    }
}

extension Step {
    /// The name of the background request that the step sends; nil if it sends none.
    fileprivate var backgroundRequest: String? {
        if case .request(let request) = action { request.background } else { nil }
    }
}

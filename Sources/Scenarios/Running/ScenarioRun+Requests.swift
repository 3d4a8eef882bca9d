import Contract
import Documents
import Domain
import EmulatorCore

extension ScenarioRun {
    /// How often a request is sent again that a rate limit of another server has refused.
    private static let mostRetries = 5
    /// The most violations that are reported of one response.
    private static let mostViolations = 10
    /// How long a step waits before it sends its request again because the response is not as expected yet.
    private static let repetition = TimeSpan(milliseconds: 50)
    /// The longest `Retry-After` that is waited for.
    private static let longestPause = TimeSpan.minutes(2)

    /// Sends the request of a step; unless it is a background request, checks the response and saves its values.
    mutating func perform(_ source: RequestStep, of step: Step) async throws(StepError) {
        let request = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        if let name = request.background { return begin(builder.backgroundRequest(of: request), as: name) }
        let sent = builder.request(of: request)
        let expectation = request.expectation
        let deadline = expectation.within.map { ContinuousClock.now + .milliseconds($0.milliseconds) }
        while true {
            clearExchanges()
            let received = await exchange(sent)
            do throws(StepError) {
                return try await accept(received, expectation, saving: request.saved, in: step)
            } catch {
                guard let deadline, !Task.isCancelled, ContinuousClock.now < deadline else { throw error }
            }
            await settings.pause(Self.repetition)
        }
    }

    /// Waits for the response to a background request, checks it and saves its values.
    mutating func perform(_ source: ResponseStep, of step: Step) async throws(StepError) {
        let wanted = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        guard let received = await receive(wanted.request) else {
            throw StepError(missing: "the background request `\(wanted.request)` was not sent", at: step.location)
        }
        try await accept(received, wanted.expectation, saving: wanted.saved, in: step)
    }

    /// Checks what has come back for a request, and saves its values.
    private mutating func accept(
        _ received: ReceivedResponse,
        _ expectation: ResponseExpectation,
        saving saved: [SavedValue],
        in step: Step
    ) async throws(StepError) {
        if expectation.isCut { return try expectCut(received, at: expectation.place) }
        let received = await settled(received, expectation)
        let response = try response(of: received, for: step)
        let broken = await violations(of: response, to: received.request, at: expectation.place)
        var failures = failures(of: response, against: expectation) + failures(of: received.took, against: expectation)
        do throws(StepError) {
            // Later steps may need what the response has in spite of a failure.
            try save(saved, from: response)
        } catch {
            if failures.isEmpty { failures = error.failures }
        }
        guard failures.isEmpty, broken.isEmpty else {
            // A difference between another server and the contract is a finding, and the values are as expected.
            throw StepError(failures + broken, endsFile: isEmulator || !failures.isEmpty)
        }
    }

    /// Throws an error unless the connection has ended before the response was complete.
    private func expectCut(_ received: ReceivedResponse, at place: JSONPointer) throws(StepError) {
        let message: String
        switch received.result {
        case .failure(.cut): return
        case .failure(let error): message = error.message(of: received.request)
        case .success(let response): message = "there is a complete response with the status \(response.status)"
        }
        let place = place.appending("connection")
        throw StepError(StepFailure("\(message), but the connection must be cut", at: location(of: place)))
    }

    /// Repeats a request after the time that a rate limit of another server asks for.
    private mutating func settled(
        _ received: ReceivedResponse,
        _ expectation: ResponseExpectation
    ) async -> ReceivedResponse {
        var received = received
        for _ in 0..<Self.mostRetries {
            guard !isEmulator, case .success(let response) = received.result, response.status == 429,
                !wantsRateLimit(expectation), let pause = response.retryAfter(at: settings.clock.now),
                pause <= Self.longestPause
            else { break }
            await settings.pause(pause)
            received = await exchange(received.request)
        }
        return received
    }

    /// Whether a response of a rate limit is expected.
    private func wantsRateLimit(_ expectation: ResponseExpectation) -> Bool {
        let code = expectation.error.flatMap { check.contract.errorCatalog[$0] }
        return expectation.status ?? code?.status == 429
    }

    // MARK: The contract

    /// The failures for violations of the contract, unless a fault rule has broken the response on purpose.
    private func violations(
        of response: StepExchange.Response,
        to request: DriverRequest,
        at place: JSONPointer
    ) async -> [StepFailure] {
        let violations = check.violations(of: response, to: request)
        guard !violations.isEmpty else { return [] }
        if let rule = response.header("X-Mock-Fault"), await isBroken(by: rule, request) { return [] }
        let body = response.json
        return violations.prefix(Self.mostViolations).map {
            $0.failure(of: "the response", body: body, at: location(of: place))
        }
    }

    /// Whether a fault rule may break responses; true for a rule that does not exist any more.
    private func isBroken(by rule: String, _ request: DriverRequest) async -> Bool {
        let question = ControlRequest("getFault", path: ["id": rule], of: control)
        let authorization = request.headers.filter { $0.name.lowercased() == "authorization" }
        let headers = authorization + settings.controlHeaders
        let sent = DriverRequest(method: question.method, target: question.target, headers: headers, body: [])
        guard let response = await ask(sent), response.isSuccess, let then = response.json?["then"] else {
            return true
        }
        return then["respond"]?["unchecked"] == true
            || ["malformed", "truncate", "drip"].contains { then[$0] != nil }
    }

    // MARK: Saved values

    /// Gives variables the values that a step takes from its response.
    mutating func save(_ values: [SavedValue], from response: StepExchange.Response) throws(StepError) {
        for saved in values {
            switch saved.source {
            case .body(let pointer):
                guard let value = response.json?[pointer] else {
                    let place = JSONPointer(["body"] + pointer.tokens)
                    throw failed("the response has no \(place) to save", at: saved.place, pointer: place)
                }
                variables.save(value, as: saved.name)
            case .header(let name):
                guard let value = response.header(name) else {
                    let place = JSONPointer(["headers", name])
                    throw failed("the response has no header \(name) to save", at: saved.place, pointer: place)
                }
                variables.save(.string(value), as: saved.name)
            }
        }
    }

    private func failed(_ message: String, at place: JSONPointer, pointer: JSONPointer) -> StepError {
        StepError(StepFailure(message, at: location(of: place), pointer: pointer))
    }
}

extension StepExchange.Response {
    /// The time that the header `Retry-After` asks for, in seconds or as a date; nil without one.
    fileprivate func retryAfter(at now: Timestamp) -> TimeSpan? {
        guard let text = header("Retry-After") else { return nil }
        if let seconds = Int64(text) { return .seconds(seconds) }
        return Timestamp(httpDate: text).map { TimeSpan(milliseconds: $0.milliseconds - now.milliseconds) }
    }
}

import Documents
import Domain
import OrderedCollections

extension ScenarioRun {
    /// Sends the control request of a step, checks the response and saves its values.
    mutating func perform(_ source: ControlStep, of step: Step) async throws(StepError) {
        let filled = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        guard let request = ControlRequest(filled, of: control) else {
            let place = step.place.appending(filled.verb.rawValue)
            throw StepError(
                StepFailure("the value of `\(filled.verb.rawValue)` names nothing", at: location(of: place))
            )
        }
        let reply = try await ask(request, in: step)
        if filled.expectation.wantsSuccess { try require(reply, request, of: filled, in: step) }
        if reply.isSuccess { note(filled, reply) }
        let failures = failures(of: reply.response, against: filled.expectation)
        if !failures.isEmpty { throw StepError(failures) }
        try save(filled.saved, from: reply.response)
    }

    /// Remembers what a control request means for later steps.
    private mutating func note(_ control: ControlStep, _ reply: ControlReply) {
        switch control.verb {
        case .reset: used.reset()
        case .snapshot: used.keep(as: control.argument.string ?? "")
        case .restore: used.restore(control.argument.string ?? "")
        case .trigger:
            if let id = reply.json["event_id"]?.string, reply.json["violations"]?.array?.isEmpty == false {
                used.insertBroken(id)
            }
        case .simulate, .advance, .clock, .organization, .fault, .hold, .release: break
        }
    }

    /// Throws an error with the problem of a control request that was refused, at the place that the problem names.
    private func require(
        _ reply: ControlReply,
        _ request: ControlRequest,
        of control: ControlStep,
        in step: Step
    ) throws(StepError) {
        guard !reply.isSuccess else { return }
        let message = reply.refusal(of: request)
        var place = step.place.appending(control.verb.rawValue)
        if control.verb == .simulate, let name = control.argument.object?.keys.first { place = place.appending(name) }
        let findings = reply.json["errors"]?.array ?? []
        guard !findings.isEmpty else {
            throw StepError(StepFailure(message, at: location(of: place), actual: .integer(reply.status)))
        }
        let failures = findings.map { finding in
            let pointer = finding["pointer"]?.string.flatMap { JSONPointer(parsing: $0) } ?? JSONPointer()
            let hint = finding["hint"]?.string.map { "; did you mean `\($0)`?" } ?? ""
            let problem = "\(pointer) \(finding["message"]?.string ?? "")\(hint)"
            return StepFailure("\(message) \(problem)", at: location(of: place.appending(pointer)))
        }
        throw StepError(failures)
    }

    /// Sends a request to the control API, with the key of the run, and records it.
    mutating func ask(
        _ request: ControlRequest,
        timeout: TimeSpan = .minutes(2),
        in step: Step
    ) async throws(StepError) -> ControlReply {
        var headers = [HeaderField(name: "Authorization", value: "Bearer \(settings.key)")]
        if request.body != nil { headers.append(HeaderField(name: "Content-Type", value: "application/json")) }
        let message = DriverRequest(
            method: request.method,
            target: request.target,
            headers: headers,
            body: request.body?.serialized ?? [],
            timeout: timeout
        )
        return ControlReply(try await send(message, secrets: settings.controlHeaders, for: step))
    }

    /// Sends a control request whose response must have one of those statuses, and returns its body.
    ///
    /// Verifications and waits have outcomes with other statuses than 200; a problem with the same status has none.
    mutating func answer(
        _ request: ControlRequest,
        timeout: TimeSpan = .minutes(2),
        accepting statuses: Set<Int> = [200],
        in step: Step
    ) async throws(StepError) -> JSONValue {
        let reply = try await ask(request, timeout: timeout, in: step)
        guard statuses.contains(reply.status), reply.status == 200 || reply.json["outcome"] != nil else {
            throw StepError(StepFailure(reply.refusal(of: request), at: step.location))
        }
        return reply.json
    }
}

extension ResponseExpectation {
    /// Whether any status of 2xx is expected, which is what a step without an expectation wants.
    fileprivate var wantsSuccess: Bool { status == nil && codes.isEmpty }
}

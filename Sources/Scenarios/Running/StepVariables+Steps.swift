import Documents
import OrderedCollections

/// Steps with their variables replaced, at the time when they run.
extension StepVariables {
    func filled(_ step: RequestStep) throws(MissingVariable) -> RequestStep {
        RequestStep(
            target: try filled(step.target),
            query: try filled(step.query),
            headers: try filled(step.headers),
            body: try filled(step.body),
            key: try filled(step.key),
            background: step.background,
            expectation: try filled(step.expectation),
            saved: step.saved
        )
    }

    func filled(_ step: ResponseStep) throws(MissingVariable) -> ResponseStep {
        ResponseStep(request: step.request, expectation: try filled(step.expectation), saved: step.saved)
    }

    func filled(_ step: ControlStep) throws(MissingVariable) -> ControlStep {
        ControlStep(
            verb: step.verb,
            argument: try filled(step.argument),
            expectation: try filled(step.expectation),
            saved: step.saved
        )
    }

    func filled(_ step: OccurrenceStep) throws(MissingVariable) -> OccurrenceStep {
        OccurrenceStep(
            kind: step.kind,
            matcher: try filled(step.matcher),
            data: try filled(step.data),
            within: step.within
        )
    }

    func filled(_ step: ChangesStep) throws(MissingVariable) -> ChangesStep {
        var expected: [JSONValue] = []
        for pattern in step.expected { expected.append(try filled(pattern)) }
        return ChangesStep(
            since: try step.since.map { text throws(MissingVariable) in try filled(text) },
            expected: expected
        )
    }

    // MARK: Parts

    private func filled(_ target: RequestStep.Target) throws(MissingVariable) -> RequestStep.Target {
        switch target {
        case .operation(let id, let path): .operation(id, path: try filled(path))
        case .url(let method, let url): .url(method: method, url: try filled(url))
        }
    }

    private func filled(_ body: RequestStep.Body) throws(MissingVariable) -> RequestStep.Body {
        switch body {
        case .none: .none
        case .json(let value): .json(try filled(value))
        case .raw(let text): .raw(try filled(text))
        }
    }

    private func filled(_ key: RequestStep.Key) throws(MissingVariable) -> RequestStep.Key {
        switch key {
        case .standard, .none: key
        case .other(let text): .other(try filled(text))
        }
    }

    private func filled(_ expectation: ResponseExpectation) throws(MissingVariable) -> ResponseExpectation {
        var filled = expectation
        filled.headers = try self.filled(expectation.headers)
        filled.body = try self.filled(expectation.body)
        return filled
    }

    private func filled(_ members: JSONObject) throws(MissingVariable) -> JSONObject {
        var filled = members
        for (name, member) in members { filled[name] = try self.filled(member) }
        return filled
    }

    private func filled(_ value: JSONValue?) throws(MissingVariable) -> JSONValue? {
        guard let value else { return nil }
        return try filled(value)
    }
}

import Documents
import Domain
import OrderedCollections

extension ScenarioRun {
    /// What of a response is not as expected: only status and error if one of them is wrong.
    func failures(of response: StepExchange.Response, against expected: ResponseExpectation) -> [StepFailure] {
        let first = failures(ofStatusOf: response, against: expected) + failures(ofErrorOf: response, against: expected)
        guard first.isEmpty else { return first }
        return failures(ofHeadersOf: response, against: expected) + failures(ofBodyOf: response, against: expected)
    }

    private func failures(
        ofStatusOf response: StepExchange.Response,
        against expected: ResponseExpectation
    ) -> [StepFailure] {
        let wanted: JSONValue
        let place: JSONPointer
        if let status = expected.status {
            guard response.status != status else { return [] }
            (wanted, place) = (.integer(status), expected.place.appending("status"))
        } else {
            guard expected.error == nil, !response.isSuccess else { return [] }
            (wanted, place) = ("2xx", expected.place)
        }
        let problem = response.problem.map { " (\($0))" } ?? ""
        return [
            StepFailure(
                "the status is \(response.status)\(problem), not \(wanted.plainText)",
                at: location(of: place),
                pointer: JSONPointer(["status"]),
                expected: wanted,
                actual: .integer(response.status)
            )
        ]
    }

    private func failures(
        ofErrorOf response: StepExchange.Response,
        against expected: ResponseExpectation
    ) -> [StepFailure] {
        guard let code = expected.error else { return [] }
        let actual = response.json?["error"]?["code"]
        guard actual != .string(code) else { return [] }
        let found =
            actual.map { "the error is \($0.plainText)" } ?? "there is no error, but the status \(response.status)"
        return [
            StepFailure(
                "\(found), not \(code)",
                at: location(of: expected.place.appending("error")),
                pointer: JSONPointer(["body", "error", "code"]),
                expected: .string(code),
                actual: actual
            )
        ]
    }

    private func failures(
        ofHeadersOf response: StepExchange.Response,
        against expected: ResponseExpectation
    ) -> [StepFailure] {
        expected.headers.flatMap { name, pattern in
            mismatches(
                of: response.header(name).map { .string($0) },
                at: JSONPointer(["headers", name]),
                with: pattern,
                from: expected.place.appending("headers").appending(name),
                isHeader: true
            )
        }
    }

    private func failures(
        ofBodyOf response: StepExchange.Response,
        against expected: ResponseExpectation
    ) -> [StepFailure] {
        guard let pattern = expected.body else { return [] }
        let place = expected.place.appending("body")
        guard let body = response.json else {
            return [
                StepFailure(
                    response.body.isEmpty ? "the response has no body" : "the body of the response is not JSON",
                    at: location(of: place),
                    pointer: JSONPointer(["body"]),
                    expected: pattern,
                    actual: response.body.isEmpty ? nil : .string(String(decoding: response.body, as: UTF8.self))
                )
            ]
        }
        return mismatches(of: body, at: JSONPointer(["body"]), with: pattern, from: place)
    }
}

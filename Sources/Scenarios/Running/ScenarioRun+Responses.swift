import Documents
import Domain
import OrderedCollections

extension ScenarioRun {
    /// What of a response is not as expected: only status, error and code if one of them is wrong.
    func failures(of response: StepExchange.Response, against expected: ResponseExpectation) -> [StepFailure] {
        let first =
            failures(ofStatusOf: response, against: expected)
            + expected.codes.flatMap { failures(ofCodeOf: response, against: $0, at: expected.place) }
        guard first.isEmpty else { return first }
        return failures(ofHeadersOf: response, against: expected) + failures(ofBodyOf: response, against: expected)
    }

    /// What is wrong if a response has taken less time than it must.
    func failures(of took: Duration, against expected: ResponseExpectation) -> [StepFailure] {
        guard let minimum = expected.minimumDuration, took < .milliseconds(minimum.milliseconds) else { return [] }
        let actual = TimeSpan(milliseconds: Int64(took / .milliseconds(1)))
        return [
            StepFailure(
                "the response took \(actual), less than \(minimum)",
                at: location(of: expected.place.appending("min_duration")),
                expected: .string("at least \(minimum)"),
                actual: .string("\(actual)")
            )
        ]
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
            guard expected.codes.isEmpty, !response.isSuccess else { return [] }
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
        ofCodeOf response: StepExchange.Response,
        against expected: ResponseExpectation.Code,
        at place: JSONPointer
    ) -> [StepFailure] {
        let actual = response.json?[expected.pointer]
        guard actual != .string(expected.text) else { return [] }
        let name = expected.member
        let found =
            actual.map { "the \(name) is \($0.plainText)" } ?? "there is no \(name), but the status \(response.status)"
        return [
            StepFailure(
                "\(found), not \(expected.text)",
                at: location(of: place.appending(name)),
                pointer: JSONPointer(["body"] + expected.pointer.tokens),
                expected: .string(expected.text),
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

extension ResponseExpectation {
    /// A code that is expected, and where a response has it.
    struct Code {
        /// The member of `expect`.
        let member: String
        let text: String
        let pointer: JSONPointer
    }

    /// The error code of the contract and the problem code of the control API, if they are given.
    var codes: [Code] {
        let error = error.map { Code(member: "error", text: $0, pointer: JSONPointer(["error", "code"])) }
        let problem = code.map { Code(member: "code", text: $0, pointer: JSONPointer(["code"])) }
        return [error, problem].compactMap(\.self)
    }
}

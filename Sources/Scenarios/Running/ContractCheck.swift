import Contract
import Documents
import Domain

/// Validates what a server sends against the contract.
struct ContractCheck {
    let contract: Contract
    /// Whether the server is an emulator, whose own errors and headers the contract does not describe.
    let isEmulator: Bool

    /// The operation that a request is for; nil for a request to another server.
    func operation(of request: DriverRequest) -> Operation? {
        guard request.target.hasPrefix("/") else { return nil }
        let path = request.target.prefix { $0 != "?" }
        guard case .operation(let operation, _) = contract.routes.match(method: request.method, path: path) else {
            return nil
        }
        return operation
    }

    /// The violations in the response to a request of the API.
    func violations(of response: StepExchange.Response, to request: DriverRequest) -> [ContractViolation] {
        guard let operation = operation(of: request), operation.defect == nil, request.method != "HEAD" else {
            return []
        }
        guard !isEmulator || isDescribed(response) else { return [] }
        let headers = response.headers.map { (name: $0.name, value: $0.value) }
        return operation.validateResponse(status: response.status, headers: headers, body: response.body)
    }

    /// Whether the contract describes a response of an emulator.
    ///
    /// Errors of the emulator itself are described by its own contract, and errors of the vendor's form by no contract
    /// without an error catalogue.
    private func isDescribed(_ response: StepExchange.Response) -> Bool {
        response.header("X-Mock-Error") == nil && (!contract.errorCatalog.isEmpty || response.status < 400)
    }

    /// The violations in the body of an event.
    func violations(of body: JSONValue, ofEvent type: String) -> [ContractViolation] {
        contract.webhook(type)?.validate(body: body) ?? []
    }
}

extension ContractViolation {
    /// The place in a response, such as `/body/data/status`; violations of events have a body only.
    private var place: JSONPointer {
        switch location {
        case .body: JSONPointer(["body"] + pointer.tokens)
        case .status: JSONPointer(["status"])
        case .header: JSONPointer(["headers"] + pointer.tokens)
        case .path, .query, .cookie: pointer
        }
    }

    /// The failure of a step that has received what breaks the contract.
    func failure(of subject: String, body: JSONValue?, at location: SourceLocation) -> StepFailure {
        let part = pointer.tokens.isEmpty ? self.location.rawValue : "\(self.location.rawValue) \(pointer)"
        return StepFailure(
            "\(subject) breaks the contract: \(part) \(message) (\(keyword))",
            at: location,
            pointer: place,
            actual: self.location == .body ? body?[pointer] : nil
        )
    }
}

import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// What makes an operation refuse a field, a parameter or an id.
extension CoverageHints {
    func wayToMissingField(of operation: Operation) -> String {
        let missing = operation.hasRequestBody ? operation.validateBody([:]).first { $0.isMissing } : nil
        guard let place = missing?.pointer, !place.tokens.isEmpty else {
            return "Send the request without a field that the contract requires."
        }
        return "Send the request without `\(place.dotted)`."
    }

    func wayToInvalidValue(of operation: Operation) -> String? {
        if let way = wayToRefusedValue(nil, of: operation) { return way }
        if takesIdempotencyKey(operation) { return "Send the request with an Idempotency-Key of 256 characters." }
        let hasParameters = operation.parameters.contains { $0.location != .path }
        return hasParameters ? "Send a parameter with a value that its schema forbids." : nil
    }

    func wayToInvalidNumber(of operation: Operation) -> String {
        let code = ErrorCode.invalidPhoneNumber.rawValue
        guard operation.id == "sendMessage" else {
            return wayToRefusedValue(code, of: operation) ?? "Send a phone number that is not in E.164 format."
        }
        return settings(switching: .invalidToCode, then: "a message to a number that is not in E.164 format")
    }

    func wayToUnknownObject(of operation: Operation) -> String? {
        let line = "\(operation.method) \(operation.fullPath)"
        guard let name = operation.captureNames.last else {
            guard table.isHandled(operation) else { return nil }
            let way = "Send \(line) with a body that names an object that does not exist."
            return table.isOpen(operation) ? Self.countedForAll(way) : way
        }
        let fault = table.isHandled(operation) ? "that no object has" : "that its schema forbids"
        return "Send \(line) with a value for {\(name)} \(fault)."
    }

    /// A body field or a query parameter with a value that its schema refuses with a code; nil if none was found.
    ///
    /// The code of a schema without `x-error-code` is nil.
    func wayToRefusedValue(_ code: String?, of operation: Operation) -> String? {
        for name in operation.queryOrder {
            let query = [QueryItem(name, "!")]
            let found = operation.validateRequest(query: query, headers: { _ in nil }, body: .absent).violations
            if Self.isRefused(name, in: .query, with: code, found) { return "Send the request with ?\(name)=!." }
        }
        guard operation.hasRequestBody else { return nil }
        for name in operation.bodyFieldOrder {
            for value in ["!", 5, []] as [JSONValue] {
                let found = operation.validateBody(.object([name: value]))
                guard Self.isRefused(name, in: .body, with: code, found) else { continue }
                return "Send the request with the value \(value.text) for `\(name)`."
            }
        }
        return nil
    }

    /// Whether the first violation at a field is not that it is missing, and has that code.
    private static func isRefused(
        _ name: String,
        in location: ContractViolation.Location,
        with code: String?,
        _ violations: [ContractViolation]
    ) -> Bool {
        let first = violations.first { $0.location == location && $0.pointer.tokens.first == name }
        guard let first, !first.isMissing else { return false }
        return first.errorCode == code
    }
}

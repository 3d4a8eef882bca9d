import Contract
import Documents
import Domain
import EmulatorCore

extension CoverageHints {
    /// What makes any operation answer with an error code.
    func hint(forCode code: String) -> String {
        for operation in contract.operations where operation.defect == nil && operation.lists(code: code) {
            if let way = way(to: code, of: operation) { return "For example, with \(operation.id): \(way)" }
        }
        guard code == ErrorCode.methodNotAllowed.rawValue else { return Self.onlyFault }
        return wayToForbiddenMethod ?? Self.onlyFault
    }

    /// What gives an error code that only a fault rule gives.
    static func hint(forInjectedCode code: String) -> String {
        let rule: JSONValue = ["on": ["any": true], "then": ["error": .string(code)]]
        let way = "Send POST /__admin/faults with \(rule.text), then a request."
        return "Only a fault rule with error: \(code) sends this response. \(way)"
    }

    /// A request with a method that its path does not have.
    private var wayToForbiddenMethod: String? {
        guard let path = contract.operations.first?.fullPath else { return nil }
        let methods = contract.operations.filter { $0.fullPath == path }.map(\.method)
        let other = ["PUT", "DELETE", "PATCH", "POST"].first { !methods.contains($0) }
        return other.map { "Send a request with a method that its path does not have, such as \($0) \(path)." }
    }

    /// What makes an operation answer with an error code; nil if only a fault rule does.
    func way(to code: String, of operation: Operation) -> String? {
        if let known = ErrorCode(rawValue: code) { return way(to: known, of: operation) }
        if OnboardingFailure(rawValue: code) != nil {
            return wayAfter(["onboarding": ["outcome": .string(code)]], of: operation)
        }
        if let way = wayToRefusedValue(code, of: operation) { return way }
        guard catalog[code].map({ $0.status < 500 }) ?? true else { return nil }
        return "Send a request that gets the error \(code); see the contract."
    }

    private func way(to code: ErrorCode, of operation: Operation) -> String? {
        switch code {
        // The checks, which are the same for every operation.
        case .missingAPIKey: wayWithoutKey(of: operation, "Send the request without a key.")
        case .invalidAPIKey: wayWithoutKey(of: operation, "Send the request with an unknown key, such as `wrong`.")
        case .expiredAPIKey: wayWithKey(in: "expired", of: operation)
        case .revokedAPIKey: wayWithKey(in: "revoked", of: operation)
        case .rateLimitExceeded: wayToRateLimit(of: operation)
        case .featureNotEntitled: wayWithoutPlan(of: operation)
        case .subscriptionInactive: wayWithoutSubscription(of: operation)
        case .requestTooLarge: Self.countedForAll("Send the request with a body of more than 1 MiB.")
        case .unsupportedMediaType: wayWithBody(of: operation, "whose Content-Type the contract does not list for it")
        case .invalidRequest: wayWithBody(of: operation, "that cannot be read, such as `{`")
        case .idempotencyInProgress: wayToRunningKey(of: operation)
        case .idempotencyKeyReuse: wayToReusedKey(of: operation)
        case .idempotencyConflict: wayToConflictingKey(of: operation)

        // The fields.
        case .missingRequiredField: wayToMissingField(of: operation)
        case .invalidFieldValue: wayToInvalidValue(of: operation)
        case .invalidPhoneNumber: wayToInvalidNumber(of: operation)
        case .invalidCursor, .invalidTemplateName, .invalidWebhookURL:
            wayToRefusedValue(code.rawValue, of: operation)
                ?? "Send a field with a value that its schema refuses with \(code.rawValue)."
        case .resourceNotFound: wayToUnknownObject(of: operation)

        // The state, which only handlers look at.
        case .accountNotConnected: wayWhenDisconnected(of: operation)
        case .conflict: wayToConflict(of: operation)
        case .invalidNonce: wayInState(of: operation, "Send the request with a nonce that is unknown or used.")
        case .linkConsumed: wayInState(of: operation, "Complete a setup link, then send the request with its token.")
        case .linkExpired: wayInState(of: operation, Self.expiredLink)
        case .linkRevoked: wayInState(of: operation, "Revoke a setup link, then send the request with its token.")
        case .outsideWindow: wayOutsideWindow(of: operation)
        case .quotaExceeded: wayAfter(["limits": ["messages_per_month": 0]], of: operation)
        case .templateExists: wayInState(of: operation, "Create two templates with the same name and language.")
        case .whatsappRefused: wayToRefusedMessage(of: operation)

        case .internalError, .methodNotAllowed: nil
        }
    }
}

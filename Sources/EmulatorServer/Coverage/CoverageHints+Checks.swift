import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// What makes the checks that come before every handler refuse a request.
extension CoverageHints {
    /// Adds a sentence about a request that is refused before its sandbox is known: where it counts.
    static func countedForAll(_ way: String) -> String {
        "\(way) It counts only in the coverage of all sandboxes, because such a request belongs to no sandbox."
    }

    // MARK: Key

    func wayWithoutKey(of operation: Operation, _ way: String) -> String? {
        operation.requiresKey ? Self.countedForAll(way) : nil
    }

    func wayWithKey(in status: String, of operation: Operation) -> String? {
        let patch: JSONValue = ["api_keys": [["key": "KEY", "status": .string(status)]]]
        let change = "Send PATCH /__admin/organization?api_key=KEY with \(patch.text)"
        return wayWithoutKey(of: operation, "\(change), then the request; KEY is the key of the request.")
    }

    // MARK: Plan and limits

    func wayWithoutPlan(of operation: Operation) -> String? {
        guard operation.requiresKey, let name = operation.extensions["x-entitlement"]?.string,
            let entitlement = Entitlement(rawValue: name),
            let plan = Plan.allCases.first(where: { !$0.includes(entitlement) })
        else { return nil }
        return settings(["plan": .string(plan.rawValue)], then: request(of: operation))
    }

    func wayWithoutSubscription(of operation: Operation) -> String? {
        switch RateLimitClass(method: operation.method) {
        case .read: return nil
        case .write:
            guard operation.requiresKey else { return nil }
            return settings(["subscription": "inactive"], then: request(of: operation))
        }
    }

    func wayToRateLimit(of operation: Operation) -> String? {
        if table.isOpen(operation) {
            let limit = OnboardingOperations.resolvesPerMinute
            return "Send the request more than \(limit) times a minute with the same token."
        }
        guard operation.requiresKey else { return nil }
        let limit =
            switch RateLimitClass(method: operation.method) {
            case .read: "read_per_minute"
            case .write: "write_per_minute"
            }
        return settings(["rate_limits": .object([limit: 1])], then: "the request twice")
    }

    // MARK: Body

    func wayWithBody(of operation: Operation, _ property: String) -> String? {
        operation.hasRequestBody ? "Send the request with a body \(property)." : nil
    }

    // MARK: Idempotency

    private static let reusedKey = "the request with an Idempotency-Key that was sent with another path or body"

    func takesIdempotencyKey(_ operation: Operation) -> Bool {
        operation.requiresKey && operation.method == "POST"
    }

    func wayToReusedKey(of operation: Operation) -> String? {
        takesIdempotencyKey(operation) ? "Send \(Self.reusedKey)." : nil
    }

    func wayToConflictingKey(of operation: Operation) -> String? {
        guard takesIdempotencyKey(operation) else { return nil }
        return settings(switching: .idempotencyMismatch, then: Self.reusedKey)
    }

    func wayToRunningKey(of operation: Operation) -> String? {
        guard takesIdempotencyKey(operation) else { return nil }
        let rule: JSONValue = [
            "on": ["operation": .string(operation.id)], "phase": "after_commit", "then": ["delay": "2s"],
        ]
        let next = "POST /__admin/faults with \(rule.text), then the request twice at the same time with the same "
        return settings(["idempotency": ["wait": "1s"]], then: next + "Idempotency-Key")
    }
}

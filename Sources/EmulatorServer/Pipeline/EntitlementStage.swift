import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// Refuses what the plan lacks, and writes while the subscription has lapsed.
struct EntitlementStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard let organization = exchange.organization, let operation = exchange.operation else { return .next }
        if let name = operation.extensions["x-entitlement"]?.string,
            let entitlement = Entitlement(rawValue: name), !organization.plan.includes(entitlement)
        {
            throw .api(
                APIError(.featureNotEntitled, values: ["feature": name, "plan": organization.plan.rawValue])
            )
        }
        switch (organization.subscription, RateLimitClass(method: exchange.method)) {
        case (.inactive, .write): throw .api(APIError(.subscriptionInactive))
        case (.active, _), (.inactive, .read): return .next
        }
    }
}

import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension ActiveRequest {
    /// Refuses operations that the plan does not include, and writes while the subscription is inactive.
    func checkPlan(for operation: Operation) throws(Refusal) {
        guard case .member(let member) = caller else { return }
        let plan = member.organization.plan
        if let name = operation.extensions["x-entitlement"]?.string,
            let entitlement = Entitlement(rawValue: name), !plan.includes(entitlement)
        {
            throw .api(APIError(.featureNotEntitled, values: ["feature": name, "plan": plan.rawValue]))
        }
        switch (member.organization.subscription, arrival.rateLimitClass) {
        case (.inactive, .write): throw .api(APIError(.subscriptionInactive))
        case (.active, _), (.inactive, .read): return
        }
    }
}

/// A kind of object in a world, with the name that the API gives it in `object`.
package enum ObjectKind: String, CaseIterable, Sendable {
    case organization
    case customer
    case setupLink = "customer_setup_link"
    case account
    case contact
    case conversation
    case label
    case message
    case template
    case webhookSubscription = "webhook_subscription"
    case webhookDelivery = "webhook_delivery"
}

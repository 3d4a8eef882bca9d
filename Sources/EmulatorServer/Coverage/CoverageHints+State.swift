import Contract
import Documents
import Domain
import OrderedCollections

/// What the state of a world must be, so that the handler of an operation refuses a request.
extension CoverageHints {
    /// A setup link lasts for seven days if its request does not say otherwise.
    static let expiredLink =
        #"Create a setup link, send POST /__admin/clock/advance with {"by":"P8D"}, then the request with its token."#

    /// A hint about the state of the world; nil if the operation has no handler.
    func wayInState(of operation: Operation, _ way: String?) -> String? {
        table.isHandled(operation) ? way : nil
    }

    func wayAfter(_ patch: JSONValue, of operation: Operation) -> String? {
        wayInState(of: operation, settings(patch, then: request(of: operation)))
    }

    func wayWhenDisconnected(of operation: Operation) -> String? {
        let change: JSONValue = ["phone_number_id": "ID", "status": "disconnected"]
        let way = "Send POST /__admin/simulate/account_status with \(change.text), then the request for that number."
        return wayInState(of: operation, way)
    }

    func wayOutsideWindow(of operation: Operation) -> String? {
        let message = "a text to a number that has not written for 24 hours"
        return wayInState(of: operation, settings(switching: .windowViolation, then: message))
    }

    /// The emulator does not emulate refusals of templates by WhatsApp.
    func wayToRefusedMessage(of operation: Operation) -> String? {
        guard operation.id == "sendMessage" else { return nil }
        return wayInState(of: operation, "Send a message to \(MagicRecipient.isRefused.phoneNumber).")
    }

    func wayToConflict(of operation: Operation) -> String? {
        let way =
            switch operation.id {
            case "createContact": "Create a contact with the phone number of another contact of the account."
            case "updateCustomer", "archiveCustomer", "createSetupLink": "Send the request for an archived customer."
            case "updateSetupLink", "revokeSetupLink": "Send the request for a setup link that is not active."
            case "deleteWebhookSecret": "Send the request for the last valid secret of the subscription."
            case "replayWebhookDelivery", "bulkReplayWebhookDeliveries":
                "Pause a webhook subscription, then send the request for its deliveries."
            default: "Send a request that gets the error conflict; see the contract."
            }
        return wayInState(of: operation, way)
    }
}

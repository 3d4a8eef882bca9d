import Contract
import Documents
import OrderedCollections
import Scenarios

/// The tools that do what tenants, contacts and Meta do.
extension FixtureTools {
    /// The operations that `what` names.
    private static let simulations: OrderedDictionary<String, String> = [
        "onboarding": "simulateOnboarding",
        "inbound_message": "simulateInboundMessage",
        "message_status": "simulateMessageStatus",
        "template_status": "simulateTemplateStatus",
        "account_status": "simulateAccountStatus",
    ]

    static let simulate = FixtureTool(
        MCPTool(
            name: "simulate",
            title: "Simulate a tenant, a contact or Meta",
            description: """
                Does what somebody outside of the API does, as `what` says: `onboarding`: a tenant completes a setup \
                link, or fails (customer_id, setup_link_id or token; outcome, phone_number, phone_number_id, name). \
                `inbound_message`: a contact writes to a number (phone_number_id, from, type, and the content under \
                the name of the type, such as `text: {"body": "Hello"}`). `message_status`: Meta reports statuses of \
                an outbound message (message_id, status or statuses, error). `template_status`: Meta reviews a \
                template (phone_number_id, name, status, language). `account_status`: a number degrades or disconnects \
                (phone_number_id, status). Lost: nothing, but only a snapshot brings the state before back. Events go \
                to the webhooks. Returns what has changed and the ids of the events. GET /__admin/docs.md \
                describes all arguments.
                """,
            inputSchema: simulationSchema.json(),
            annotations: .adding
        ),
        example: ["what": "onboarding", "customer_id": "cus_335T08RM0EAKN9DTE6RD5RWP7B", "outcome": "success"],
        members: [
            "outcome", "reason", "customer_id", "setup_link_id", "account_id", "redirect_url", "message",
            "conversation_id", "contact_id", "template", "account", "events", "url",
        ]
    ) { call throws(FixtureResult) in
        let what = call.arguments["what"]?.string ?? ""
        guard let operation = simulations[what] else {
            throw FixtureResult(.unknownValue(what, of: "what", known: Array(simulations.keys)))
        }
        return .request(call.request(operation, leavingOut: ["what"])) { json in
            var members = json.object ?? [:]
            for name in ["message", "template", "account"] {
                if let object = members[name] { members[name] = .object(object.members(shownMembers)) }
            }
            members["events"] = members["events"]?.firstRows
            if let event = json["events"]?[0]?.string { members["url"] = call.url("getEvent", path: ["id": event]) }
            return members
        }
    }

    /// The members of a message, a template and an account that a result has.
    private static let shownMembers = ["id", "provider_id", "phone_number_id", "name", "language", "type", "status"]

    /// The arguments of all simulations; those that several of them have are described for each.
    private static var simulationSchema: ToolSchema {
        let what: JSONValue = ["enum": .array(simulations.keys.map { .string($0) }), "description": "What happens."]
        let name: JSONValue = [
            "type": "string",
            "description": """
            onboarding: the name of the account. inbound_message: the name of the contact. template_status: the \
            name of the template.
            """,
        ]
        let status: JSONValue = [
            "type": "string",
            "description": """
            message_status: queued, sent, delivered, read or failed. template_status: approved, pending or \
            rejected. account_status: connected, disconnected, degraded, onboarding or pending.
            """,
        ]
        let number: JSONValue = ["type": "string", "description": "The id of the number (account)."]
        return simulations.values.reduce(ToolSchema().with("what", what, isRequired: true)) { schema, operation in
            schema.with(ToolSchema(operation))
        }
        .with("phone_number_id", number)
        .with("name", name)
        .with("status", status)
    }

    static let triggerEvent = FixtureTool(
        MCPTool(
            name: "trigger_event",
            title: "Send any event",
            description: """
                Sends a webhook with any event of the contract, without a cause; for a real cause, use simulate. The \
                body is the example of the contract, changed by `set`, `unset` and `data`; `batch` sends several \
                messages or statuses in one body. Lost: nothing. No object changes. Returns the id of the event, the \
                ids of the deliveries (none if no subscription lists the event), and what is wrong with the body.
                """,
            inputSchema: ToolSchema("triggerEvent").json(),
            annotations: .adding
        ),
        example: ["event": "customer.onboarded", "set": ["/data/customer/name": "Acme"]],
        members: ["event_id", "type", "deliveries", "violations", "url"]
    ) { call in
        .request(call.request("triggerEvent")) { json in
            var members = json.withFirstRows.members(["event_id", "type", "deliveries", "violations"])
            // An event in Meta's envelope has Meta's id, which no URL of the control API has.
            if let event = json["event_id"]?.string, event.hasPrefix("evt_") {
                members["url"] = call.url("getEvent", path: ["id": event])
            }
            return members
        }
    }
}

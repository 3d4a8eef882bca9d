import Documents
import OrderedCollections
import Scenarios

/// The tools for fault rules.
extension FixtureTools {
    static let injectFault = FixtureTool(
        MCPTool(
            name: "inject_fault",
            title: "Inject a fault",
            description: """
                Creates a fault rule: requests or webhooks that match `on` get the fault `then`. A `preset`, which is an \
                error code of the API such as `feature_not_entitled`, needs neither. `times: 2` lets the rule fire \
                twice; without it, it fires until clear_faults or reset. \
                Lost: a rule with the same `id`, which is replaced. Kept: everything else. \
                Returns the rule. `url` shows later how often it has fired.
                """,
            inputSchema: ToolSchema("createFault").json(),
            annotations: .adding
        ),
        example: [
            "on": ["operation": "createCustomer"], "then": ["error": "feature_not_entitled"], "times": 1,
        ],
        members: ["id", "on", "then", "phase", "times", "remaining", "url"]
    ) { call in
        .request(call.request("createFault")) { json in
            var members = json.members(["id", "on", "then", "phase", "times", "remaining"])
            members["url"] = call.url("getFault", path: ["id": json["id"]?.string ?? ""])
            return members
        }
    }

    static let clearFaults = FixtureTool(
        MCPTool(
            name: "clear_faults",
            title: "Delete fault rules",
            description: """
                Deletes all fault rules, or only the rule `id`. \
                Lost: the rules with their counts. Kept: everything else, also what the rules have caused. \
                Returns how many rules were deleted. `url` lists the rules that are left. The sandbox must be named.
                """,
            inputSchema: ToolSchema()
                .with("id", ["type": "string", "description": "The id of the only rule to delete."])
                .json(isDestructive: true),
            annotations: .replacing
        ),
        example: ["sandbox": "all"],
        members: ["deleted", "url"]
    ) { call in
        .request(call.request(call.arguments["id"] == nil ? "deleteFaults" : "deleteFault")) { json in
            json.members(["deleted"]).merging(["url": call.url("listFaults")]) { $1 }
        }
    }
}

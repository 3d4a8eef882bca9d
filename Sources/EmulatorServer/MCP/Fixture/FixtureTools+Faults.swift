import Documents
import OrderedCollections
import Scenarios

/// The tools for fault rules.
extension FixtureTools {
    static let injectFault: FixtureTool = {
        var tool = FixtureTool(
            MCPTool(
                name: "inject_fault",
                title: "Inject a fault",
                description: """
                    Creates a fault rule: requests or webhooks that match `on` get the fault `then`. A `preset`, which \
                    is an error code of the API such as `feature_not_entitled`, needs neither. `where` has values by \
                    pointer, such as `{"/body/name": "Acme*"}`; durations are texts such as `250ms`. Without `times`, \
                    the rule fires until clear_faults or reset. Without a named sandbox, it is for every sandbox, \
                    until clear_faults or reset with `"sandbox": "all"`. Lost: a rule with the same `id`, which is \
                    replaced; with `id`, the sandbox must be named. Kept: everything else. Returns the rule; `url` \
                    shows later how often it has fired. GET /__admin/docs.md describes all arguments.
                    """,
                inputSchema: ToolSchema("createFault").json(),
                annotations: .addingOrReplacing
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
        // A rule replaces the one with its id.
        tool.isDestructive = { $0["id"] != nil }
        return tool
    }()

    static let clearFaults = FixtureTool(
        MCPTool(
            name: "clear_faults",
            title: "Delete fault rules",
            description: """
                Deletes the own fault rules of a sandbox, or only the one with `id`. Rules that were created without a \
                named sandbox go on firing in it; `"sandbox": "all"` deletes these, and the own rules of each sandbox. \
                Lost: the rules with their counts. Kept: everything else, also what the rules have caused. Returns how \
                many rules were deleted, and for one sandbox in `remaining` how many still apply there. The sandbox \
                must be named.
                """,
            inputSchema: ToolSchema()
                .with(
                    "id",
                    ["type": "string", "minLength": 1, "description": "The id of the only rule to delete."]
                )
                .json(isDestructive: true),
            annotations: .replacing
        ),
        example: ["sandbox": "all"],
        members: ["deleted", "remaining", "hint", "url"]
    ) { call throws(FixtureResult) in
        switch call.target {
        case .all: .result(FixtureResult(try faultsClearedEverywhere(call)))
        case .sandbox, .key, .unnamed: .result(FixtureResult(try faultsCleared(call)))
        }
    }

    private static func deletion(_ call: FixtureCall) -> ControlRequest {
        call.request(call.arguments["id"] == nil ? "deleteFaults" : "deleteFault")
    }

    private static func faultsCleared(_ call: FixtureCall) throws(FixtureResult) -> JSONObject {
        var members = try call.read(deletion(call)).members(["deleted"])
        let remaining = try call.read(call.request("listFaults", leavingOut: ["id"]))["data"]?.array?.count ?? 0
        members["remaining"] = .integer(remaining)
        if remaining > 0, call.arguments["id"] == nil {
            members["hint"] = "The remaining rules are for every sandbox; `\"sandbox\": \"all\"` deletes them."
        }
        members["url"] = call.url("listFaults")
        return members
    }

    /// Deletes the rules for every sandbox and the own rules of each sandbox; throws if none has the given id.
    private static func faultsClearedEverywhere(_ call: FixtureCall) throws(FixtureResult) -> JSONObject {
        var deleted = 0
        var refusal: FixtureResult?
        for target in [.all] + call.sandboxIDs.map(FixtureCall.Target.sandbox) {
            do throws(FixtureResult) {
                deleted += try call.read(deletion(call.targeting(target)))["deleted"]?.integer ?? 0
            } catch {
                refusal = refusal ?? error
            }
        }
        if let refusal, deleted == 0, call.arguments["id"] != nil { throw refusal }
        return ["deleted": .integer(deleted), "url": call.url("listFaults")]
    }
}

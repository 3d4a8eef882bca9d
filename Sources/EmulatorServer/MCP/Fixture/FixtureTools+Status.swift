import Documents
import OrderedCollections
import Scenarios

/// The tool to begin with.
extension FixtureTools {
    static let status = FixtureTool(
        MCPTool(
            name: "status",
            title: "Show the state of the emulator",
            description: """
                Call this first: `next` says which tool to call for which aim. It changes nothing and creates no \
                sandbox. Returns the version, the scenario, the URL of the API, the sandboxes and, for the named \
                sandbox, the fault rules, the clock, and the numbers of pending deliveries and unmatched requests, at \
                most 1000. Without a named sandbox, these are the rules and the numbers of all, and the clock \
                of new sandboxes. `docs` is the guide. In the results of all tools, a list has at most 20 rows, and \
                `url` is the full JSON.
                """,
            inputSchema: ToolSchema().json(),
            annotations: .reading
        ),
        example: [:],
        members: [
            "version", "scenario", "base_url", "sandbox", "sandboxes", "sandbox_count", "faults", "clock",
            "pending_deliveries", "unmatched_requests", "next", "docs", "url",
        ]
    ) { call throws(FixtureResult) in
        // No control request of this tool may create a sandbox.
        let view = call.hasUnusedKey ? call.targeting(.unnamed) : call
        let health = try view.read(view.request("getMockHealth"))
        let clock = try view.read(view.request("getClock"))
        let faults = try view.read(view.request("listFaults"))
        var members = health.members(["version", "scenario"])
        members["base_url"] = .string(view.base + (health["contract"]?["base_path"]?.string ?? ""))
        members["sandbox"] = view.sandboxID.map { .string($0) } ?? .null
        members["sandboxes"] = .array(view.sandboxes)
        members["sandbox_count"] = health["sandboxes"]
        members["faults"] = .array(
            (faults["data"]?.firstRows.array ?? []).map { rule in
                .object(rule.members(["sandbox", "id", "on", "then", "enabled", "fired", "remaining"]))
            }
        )
        members["clock"] = .object(clock.members(["mode", "now"]))
        members["pending_deliveries"] = .integer(try rows("listDeliveries", ["status": "pending"], call))
        members["unmatched_requests"] = .integer(try rows("listRequests", ["unmatched": true], call))
        members["next"] = next
        members["docs"] = .string(view.base + ControlRequest("getAgentGuide", of: view.control.contract).target)
        members["url"] = view.url("getMockHealth")
        return .result(FixtureResult(members))
    }

    /// How many rows a list has; none if the key of the call has no sandbox yet.
    private static func rows(
        _ list: String,
        _ filter: JSONObject,
        _ call: FixtureCall
    ) throws(FixtureResult) -> Int {
        guard !call.hasUnusedKey else { return 0 }
        let query = filter.merging(["limit": .integer(JSONValue.mostListedRows)]) { $1 }
        return try call.read(call.request(list, adding: query))["data"]?.array?.count ?? 0
    }

    /// Which tool to call for which aim.
    private static let next: JSONValue = [
        aim("start from a known state", "load_scenario"),
        aim("go back to that state", "reset"),
        aim("try something and go back, or compare with it later", "snapshot"),
        aim("see what a step has changed", "changes"),
        aim("see which requests were sent and why they failed", "find_requests"),
        aim("see what a request would do, without sending it", "explain"),
        aim("wait for a request, an event or a webhook", "wait"),
        aim("check what has happened", "verify"),
        aim("make the API fail", "inject_fault"),
        aim("stop the faults", "clear_faults"),
        aim("onboard a customer, receive a message, or report a status", "simulate"),
        aim("send a webhook without a cause", "trigger_event"),
        aim("run retries, statuses and expiries that are due later", "advance_clock"),
        aim("change plan, subscription, limits or behaviour", "set_organization"),
    ]

    private static func aim(_ aim: String, _ tool: String) -> JSONValue {
        ["aim": .string(aim), "tool": .string(tool)]
    }
}

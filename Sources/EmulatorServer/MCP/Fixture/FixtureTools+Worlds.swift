import Documents
import OrderedCollections

/// The tools that set, save and compare worlds.
extension FixtureTools {
    private static let resetMembers = ["sandboxes", "cancelled", "leftovers"]

    static let reset = FixtureTool(
        MCPTool(
            name: "reset",
            title: "Reset a sandbox",
            description: """
                Puts a sandbox back to its baseline, the scenario that it starts from. Use it before each test. Lost: \
                objects, journal, deliveries, and changes to settings, clock and fault rules. Kept: the baseline, \
                snapshots, coverage and, unless `sandbox` is `all`, settings and fault rules for every sandbox. \
                Returns what was cancelled, and leftovers: rules that never fired, events that were not delivered, \
                unmatched requests.
                """,
            inputSchema: ToolSchema("reset").json(isDestructive: true),
            annotations: .replacing
        ),
        example: ["seed": 42, "sandbox": "all"],
        members: resetMembers
    ) { call in
        .request(call.request("reset"), resetReport)
    }

    static let loadScenario = FixtureTool(
        MCPTool(
            name: "load_scenario",
            title: "Load a scenario",
            description: """
                Resets a sandbox to the scenario file `name`, such as `connected` (one customer with a connected \
                number) or `default` (no customers). It is the baseline from now on. Lost: objects, journal, \
                deliveries, settings, clock and fault rules. Kept: snapshots and coverage. Returns the same as reset.
                """,
            inputSchema: ToolSchema("loadScenario")
                .with(
                    "name",
                    ["type": "string", "minLength": 1, "description": "The name or the path of a scenario file."],
                    isRequired: true
                )
                .json(isDestructive: true),
            annotations: .replacing
        ),
        example: ["name": "connected", "sandbox": "all"],
        members: resetMembers
    ) { call in
        .request(call.request("loadScenario"), resetReport)
    }

    @Sendable private static func resetReport(_ json: JSONValue) -> JSONObject {
        var members = json.members(resetMembers)
        members["leftovers"] = members["leftovers"]?.withFirstRows
        return members
    }

    static let changes = FixtureTool(
        MCPTool(
            name: "changes",
            title: "List what has changed",
            description: """
                Lists the objects that were created, updated or deleted since a snapshot or the last reset. Changes \
                nothing. Returns the number of objects by kind of change, the numbers of events and deliveries, and \
                rows; only those of updated objects have `fields`. `url` returns up to 10000 rows with all fields.
                """,
            inputSchema: ToolSchema("getChanges", leavingOut: ["limit"]).json(),
            annotations: .reading
        ),
        example: ["since": "before-checkout"],
        members: ["since", "counts", "rows", "more", "events", "deliveries", "url"]
    ) { call in
        .request(call.request("getChanges", adding: ["limit": .integer(JSONValue.mostListedChanges)])) { json in
            let rows = json["data"]?.array ?? []
            var members = json.members(["since"])
            members["counts"] = json["data"]?.counts(by: "kind")
            members["rows"] = .array(rows.prefix(JSONValue.mostRows).map(changeRow))
            members["more"] = .bool(json["more"] == true || rows.count > JSONValue.mostRows)
            members.merge(json.members(["events", "deliveries"])) { $1 }
            members["url"] = call.urlOfSameQuery("getChanges", limit: JSONValue.mostListedChanges)
            return members
        }
    }

    private static func changeRow(_ row: JSONValue) -> JSONValue {
        let isUpdate = row["kind"] == "updated"
        return JSONValue.object(row.members(["kind", "object", "id"] + (isUpdate ? ["fields"] : []))).withFirstRows
    }

    static let setOrganization = FixtureTool(
        MCPTool(
            name: "set_organization",
            title: "Change the organization",
            description: """
                Changes plan, subscription, limits, keys, onboarding, messages or switches of the organization, with \
                effect from the next request. For example, `{"plan": "starter"}` or `{"subscription": "inactive"}`. \
                Lost: the old values; a list replaces the whole list. Kept: all members that are not given, and all \
                objects. A reset brings the values of the baseline back. Returns the given members as they are now. \
                GET /__admin/docs.md describes all arguments.
                """,
            inputSchema: ToolSchema("updateOrganization").json(isDestructive: true),
            annotations: .replacing
        ),
        example: ["plan": "pro", "sandbox": "all"],
        members: ["changed", "url"]
    ) { call in
        .request(call.request("updateOrganization")) { json in
            ["changed": .object(json.members(Array(call.arguments.keys))), "url": call.url("getOrganization")]
        }
    }

    static let advanceClock = FixtureTool(
        MCPTool(
            name: "advance_clock",
            title: "Advance the clock",
            description: """
                Advances the sandbox's clock `by` a duration such as `PT32H`, or `to` an instant, and runs everything \
                that becomes due, each thing at its own time: retries of webhooks, statuses of messages, links that \
                expire. Give either; `by: 0s` runs what is due now. It waits until each webhook is answered. Lost: \
                nothing, but the clock never goes back; save a snapshot before. Returns the times, and what ran, with \
                counts by kind. `url` lists the newest 1000 deliveries.
                """,
            inputSchema: ToolSchema("advanceClock").json(),
            annotations: .adding
        ),
        example: ["by": "PT32H"],
        members: ["from", "now", "counts", "fired", "more", "url"]
    ) { call in
        .request(call.request("advanceClock")) { json in
            var members = json.members(["from", "now"])
            members["counts"] = json["fired"]?.counts(by: "kind")
            members["fired"] = json["fired"]?.firstRows
            let isCut = (json["fired"]?.array ?? []).count > JSONValue.mostRows
            members["more"] = .bool(json["more"] == true || isCut)
            let limit = String(JSONValue.mostListedRows)
            members["url"] = call.url("listDeliveries", query: [("limit", limit)])
            return members
        }
    }
}

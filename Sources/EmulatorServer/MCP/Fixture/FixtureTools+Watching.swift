import Documents
import EmulatorCore
import OrderedCollections

/// The tools that show what has happened, and what would happen.
extension FixtureTools {
    static let wait = FixtureTool(
        MCPTool(
            name: "wait",
            title: "Wait until something happens",
            description: """
                Waits until a `request`, an `event` or a `delivery` matches; give exactly one of them. What has \
                happened before counts, too. For example, `{"delivery": {"event": "customer.onboarded", "status": \
                "delivered"}, "timeout": "10s"}`. `where` has values by pointer, such as `{"/body/name": "Acme*"}`. \
                Changes nothing. Returns `outcome`, a normal result that you must read: `satisfied`; `timed_out`, with \
                the `nearest` entry; `violated` if something matches although `never` is true; `inconclusive` after a \
                reset. GET /__admin/docs.md describes all arguments.
                """,
            inputSchema: ToolSchema("wait", leavingOut: ["status"]).json(),
            annotations: .reading
        ),
        example: ["delivery": ["event": "customer.onboarded", "status": "delivered"], "timeout": "10s"],
        members: ["outcome", "reason", "matched", "refs", "nearest", "url"]
    ) { call in
        .request(call.request("wait", adding: ["status": 200])) { json in
            var members = json.members(["outcome", "reason", "matched"])
            members["refs"] = json["refs"]?.firstRows
            members["nearest"] = nearest(in: json)
            members["url"] = url(of: json, call)
            return members
        }
    }

    static let verify = FixtureTool(
        MCPTool(
            name: "verify",
            title: "Check what has happened",
            description: """
                Checks expectations at once. For example, `{"expect": [{"request": {"operation": "createCustomer", \
                "status": 201}, "count": 1}], "nothing_else": true}`. Changes nothing. Returns `outcome`, a normal \
                result that you must read: `met`, `failed` or `inconclusive`. For each expectation, `results` has the \
                number of matches, at most 20 of them, and the `nearest` entry. `unexpected` lists other entries. \
                `url` is about the first expectation that is not met.
                """,
            inputSchema: ToolSchema("verify").json(),
            annotations: .reading
        ),
        example: ["expect": [["request": ["operation": "createCustomer", "status": 201], "count": 1]]],
        members: ["ok", "outcome", "reason", "results", "unexpected", "url"]
    ) { call in
        .request(call.request("verify")) { json in
            var members = json.members(["ok", "outcome", "reason"])
            let results = json["results"]?.array ?? []
            members["results"] = .array(
                results.map { result in
                    var row = result.withFirstRows.object ?? [:]
                    row["nearest"] = nearest(in: result)
                    return .object(row)
                }
            )
            members["unexpected"] = json["unexpected"]?.firstRows
            members["url"] = url(ofVerification: json, call)
            return members
        }
    }

    /// The URL of what a failed verification is about: the first expectation that is not met, else what is unexpected.
    private static func url(ofVerification json: JSONValue, _ call: FixtureCall) -> JSONValue? {
        let results = json["results"]?.array ?? []
        let expectations = call.arguments["expect"]?.array ?? []
        let unmet = zip(results, expectations).filter { !isMet($1, by: $0) }.map { $0.0 }
        let unexpected = json["unexpected"]?[0]?.string
        return unmet.lazy.compactMap { url(of: $0, call) }.first
            ?? unexpected.flatMap { call.url(ofReference: $0) }
            ?? results.lazy.compactMap { url(of: $0, call) }.first
    }

    private static func isMet(_ expectation: JSONValue, by result: JSONValue) -> Bool {
        guard let matched = result["matched"]?.integer, result["out_of_order"] != true else { return false }
        guard let wanted = try? ExpectedCount(expectation, at: "") else { return false }
        return matched >= wanted.minimum && matched <= wanted.maximum ?? .max
    }

    /// The nearest miss alone.
    private static func nearest(in report: JSONValue) -> JSONValue {
        .array(Array((report["nearest"]?.array ?? []).prefix(1)))
    }

    /// The URL of the first match in a report, else of the nearest miss.
    private static func url(of report: JSONValue, _ call: FixtureCall) -> JSONValue? {
        (report["refs"]?[0]?.string ?? report["nearest"]?[0]?["ref"]?.string).flatMap { call.url(ofReference: $0) }
    }

    static let explain = FixtureTool(
        MCPTool(
            name: "explain",
            title: "Try a request without any effect",
            description: """
                Shows what the API would respond to a request, and why. The request runs in a copy of the sandbox: \
                nothing changes, nothing is sent, and the journal gets no entry. `path` has the base path, such as \
                `/v1/customers`. Returns the operation, the status and error code, the fault rules that would fire, \
                the violations of the contract, the events, and similar operations if none matches. A body over 2000 \
                bytes is left out; POST /__admin/explain returns everything.
                """,
            inputSchema: ToolSchema("explainRequest").json(),
            annotations: .reading
        ),
        example: ["method": "POST", "path": "/v1/customers", "body": ["name": "Acme"]],
        members: [
            "sandbox", "operation", "status", "error", "body", "unanswered", "fires", "violations", "events", "near",
        ]
    ) { call in
        .request(call.request("explainRequest")) { json in
            var members = json.members(["sandbox", "operation"])
            let body = json["answer"]?["body"] ?? .null
            members["status"] = json["answer"]?["status"] ?? .null
            members["error"] = body["error"]?["code"] ?? .null
            if body.serialized.count <= 2_000 { members["body"] = body }
            members["unanswered"] = json["unanswered"]
            let rules = json["rules"]?.array ?? []
            members["fires"] = .array(rules.filter { $0["fires"] == true }.compactMap { $0["id"] })
            members.merge(json.withFirstRows.members(["violations", "events", "near"])) { $1 }
            return members
        }
    }

    static let findRequests = FixtureTool(
        MCPTool(
            name: "find_requests",
            title: "Find requests in the journal",
            description: """
                Lists requests that the API has received, with what it responded. All filters that are given must \
                match; `unmatched: true` finds requests that no operation matches. Changes nothing. Returns the newest \
                20 of the first 1000 that match, oldest first; `count` is the number of matches. The `url` of a row is \
                the whole request with its response.
                """,
            inputSchema: ToolSchema("listRequests", leavingOut: ["limit"])
                .with(
                    "status",
                    [
                        "type": ["string", "integer"],
                        "description": "A status such as 402, or a class of statuses such as 4xx.",
                    ]
                )
                .json(),
            annotations: .reading
        ),
        example: ["operation": "createCustomer", "status": 402],
        members: ["count", "rows", "more", "last_seq", "url"]
    ) { call in
        .request(call.request("listRequests", adding: ["limit": .integer(JSONValue.mostListedRows)])) { json in
            let rows = json["data"]?.array ?? []
            return [
                "count": .integer(rows.count),
                "rows": .array(rows.suffix(JSONValue.mostRows).map { requestRow($0, call) }),
                "more": .bool(rows.count > JSONValue.mostRows),
                "last_seq": json["last_seq"] ?? .null,
                "url": call.urlOfSameQuery("listRequests", limit: JSONValue.mostListedRows),
            ]
        }
    }

    private static func requestRow(_ row: JSONValue, _ call: FixtureCall) -> JSONValue {
        var members = row.members([
            "sandbox", "seq", "method", "path", "operation", "status", "error", "fault", "near",
        ])
        if let tool = row["tool"]?.string { members["tool"] = .string(tool) }
        if let sandbox = row["sandbox"]?.string, let seq = row["seq"]?.integer {
            members["url"] = call.url("getRequest", path: ["seq": String(seq)], sandbox: sandbox)
        }
        return .object(members)
    }
}

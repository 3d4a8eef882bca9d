import Documents
import Domain
import OrderedCollections
import Testing

@testable import EmulatorCore

@Suite struct RequestMatcherTests {
    private static let facts = RequestFacts(
        operation: "createCustomer",
        tags: ["Customers"],
        method: "POST",
        path: "/v1/customers/cus_1/x",
        query: [("limit", "5"), ("q", "a b")],
        headers: [HeaderField(name: "X-Team", value: "Red")],
        pathParameters: ["id": "cus_1"],
        body: ["name": "Acme Logistics", "size": 7, "tags": ["a", "vip"], "note": "a*b", "path": "/x/", "none": nil]
    )

    @Test(
        arguments: [
            ["any": true], ["operation": "createCustomer"], ["tag": "Customers"], ["method": "post"],
            ["path": "/v1/*"], ["path": "/v1/customers/cus_?/x"], ["tag": "Customers", "method": "POST"],
            ["where": ["/body/name": "Acme*"]], ["where": ["/body/name": "/^acme/i"]],
            ["where": ["/body/name": "/Log/"]], ["where": ["/body/size": 7]], ["where": ["/body/note": "a\\*b"]],
            ["where": ["/body/path": "\\/x/"]], ["where": ["/body/none": nil]], ["where": ["/query/limit": 5]],
            ["where": ["/query/q": "a?b"]], ["where": ["/headers/x-team": "Red"]], ["where": ["/path/id": "cus_1"]],
            ["where": ["/body/size": ["$gte": 7]]], ["where": ["/query/limit": ["$lte": 5]]],
            ["where": ["/body/size": ["$in": [1, 7]]]], ["where": ["/body/gone": ["$exists": false]]],
            ["where": ["/body/tags": ["$contains": "vip"]]], ["where": ["/body/name": ["$contains": "Log"]]],
            ["where": ["/body/name": ["$regex": "s$"]]], ["where": ["/body/name": ["$glob": "*s"]]],
            ["where": ["/body/note": ["$equals": "a*b"]]],
        ] as [JSONValue]
    )
    func `a matcher matches a request that fits all its conditions`(matcher: JSONValue) throws {
        let matcher = try RequestMatcher(matcher, at: "/on")
        #expect(matcher.matches(Self.facts))
        #expect(matcher.differences(from: Self.facts).isEmpty)
    }

    private static func message(_ method: String?, tool: String? = nil) -> RequestFacts {
        var facts = facts
        facts.mcp = MCPTrace(method: method, tool: tool)
        return facts
    }

    @Test(
        arguments: [
            ["any": true], ["operation": "createCustomer"], ["tag": "Customers"], ["tool": "create_customer"],
            ["rpc": "tools/call"], ["tool": "create_customer", "path": "/v1/*"], ["where": ["/body/name": "Acme*"]],
        ] as [JSONValue]
    )
    func `a matcher of a call of a tool matches it, but no message that clients send by themselves`(
        matcher: JSONValue
    ) throws {
        let matcher = try RequestMatcher(matcher, at: "/on")
        #expect(matcher.matches(Self.message("tools/call", tool: "create_customer")))
        for method in ["initialize", "tools/list", "notifications/initialized", nil] {
            #expect(!matcher.matches(Self.message(method)))
            #expect(!matcher.differences(from: Self.message(method)).isEmpty)
        }
    }

    @Test(arguments: [["method": "POST"], ["path": "*"], ["tool": "get_customer"], ["rpc": "ping"]] as [JSONValue])
    func `method and path alone match no call of a tool, and neither does another tool`(matcher: JSONValue) throws {
        let matcher = try RequestMatcher(matcher, at: "/on")
        let facts = Self.message("tools/call", tool: "create_customer")
        #expect(!matcher.matches(facts))
        #expect(matcher.differences(from: facts).count == 1)
    }

    @Test func `a message that clients send by themselves is matched by its method`() throws {
        let matcher = try RequestMatcher(["rpc": "tools/list"], at: "/on")
        #expect(matcher.matches(Self.message("tools/list")))
        #expect(!matcher.matches(Self.facts))
    }

    @Test func `a recorded call of a tool is matched by its path, too`() throws {
        let matcher = try RequestMatcher(["path": "/v1/*"], at: "/request", isRecorded: true)
        #expect(matcher.matches(Self.message("tools/call", tool: "create_customer")))
        #expect(!matcher.matches(Self.message("tools/list")))
        #expect(!matcher.matches(Self.message(nil)))
    }

    @Test(
        arguments: [
            ["operation": "getCustomer"], ["tag": "Labels"], ["method": "GET"], ["path": "/v1"],
            ["tag": "Customers", "method": "GET"], ["where": ["/body/name": "acme*"]],
            ["where": ["/body/name": "/^acme/"]], ["where": ["/body/name": "Acme"]], ["where": ["/body/size": "8"]],
            ["where": ["/body/gone": nil]], ["where": ["/headers/X-Team": "Red"]],
            ["where": ["/body/size": ["$gte": 8]]], ["where": ["/body/size": ["$lte": 6]]],
            ["where": ["/body/size": ["$in": []]]], ["where": ["/body/name": ["$exists": false]]],
            ["where": ["/body/tags": ["$contains": "vi"]]], ["where": ["/body/tags": "vip"]],
        ] as [JSONValue]
    )
    func `a matcher does not match a request that fails one of its conditions`(matcher: JSONValue) throws {
        let matcher = try RequestMatcher(matcher, at: "/on")
        #expect(!matcher.matches(Self.facts))
        #expect(matcher.differences(from: Self.facts).count == 1)
    }

    @Test(
        arguments: [
            ([:], "/on", nil), (["where": ["name": 1]], "/on/where/name", nil),
            (["where": ["/header/x": 1]], "/on/where/~1header~1x", nil),
            (["where": ["/body/a": "/(/"]], "/on/where/~1body~1a", nil),
            (["where": ["/body/a": ["$regx": "a"]]], "/on/where/~1body~1a/$regx", "$regex"),
            (["where": ["/body/a": ["$gte": "5"]]], "/on/where/~1body~1a/$gte", nil),
        ] as [(JSONValue, String, String?)]
    )
    func `a mistake in a matcher is reported with its place and a hint`(
        matcher: JSONValue,
        pointer: String,
        hint: String?
    ) throws {
        let error = #expect(throws: ReadingError.self) { try RequestMatcher(matcher, at: "/on") }
        #expect(error?.pointer == pointer)
        #expect(error?.hint == hint)
    }
}

@Suite struct GlobTests {
    @Test(
        arguments: [
            ("a*c", "abbc", true), ("a*c", "ac", true), ("a*c", "acd", false), ("*", "", true), ("?", "", false),
            ("?", "é", true), ("a*b*c", "aXbYbZc", true), ("*.json", "a/b.json", true), ("a\\?", "a?", true),
            ("a\\?", "ab", false), ("a\\", "a\\", true), ("", "", true), ("", "a", false), ("**a**", "xax", true),
            ("*?", "é", true), ("*??", "é", false), ("é*ü", "éxü", true), ("*é?", "aèéü", true), ("é", "è", false),
        ]
    )
    func `a glob matches only a whole text`(glob: String, text: String, fits: Bool) {
        #expect(Glob(glob).matches(text) == fits)
    }

    @Test func `a glob with many stars takes at most quadratic time`() {
        let glob = Glob(String(repeating: "a*", count: 50) + "b")
        #expect(!glob.matches(String(repeating: "a", count: 5000)))
    }
}

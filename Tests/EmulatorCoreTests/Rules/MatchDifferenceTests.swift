import Documents
import Domain
import OrderedCollections
import Testing

@testable import EmulatorCore

@Suite struct MatchDifferenceTests {
    private static let facts = RequestFacts(
        operation: "listCustomers",
        tags: ["Customers"],
        method: "GET",
        path: "/v1/customers",
        query: [("limit", "5")],
        headers: [HeaderField(name: "X-Team", value: "Red")],
        pathParameters: [:],
        body: ["name": "B", "size": 7]
    )

    private func differences(_ matcher: JSONValue) throws -> [MatchDifference] {
        try RequestMatcher(matcher, at: "/on").differences(from: Self.facts)
    }

    @Test(
        arguments: [
            (["operation": "createCustomer"], "/operation", "createCustomer", "listCustomers"),
            (["tag": "Labels"], "/tag", "Labels", ["Customers"]),
            (["method": "post"], "/method", "POST", "GET"),
            (["path": "/v1/c?"], "/path", "/v1/c?", "/v1/customers"),
            (["where": ["/body/name": "Acme*"]], "/body/name", "Acme*", "B"),
            (["where": ["/body/size": ["$gte": 8]]], "/body/size", ["$gte": 8], 7),
            (["where": ["/body/gone": 1]], "/body/gone", 1, nil),
            (["where": ["/query/limit": 6]], "/query/limit", 6, "5"),
            (["where": ["/headers/x-team": "/blue/i"]], "/headers/x-team", "/blue/i", "Red"),
        ] as [(JSONValue, String, JSONValue, JSONValue?)]
    )
    func `a difference has the place, the pattern as it was written and the value`(
        matcher: JSONValue,
        pointer: String,
        expected: JSONValue,
        actual: JSONValue?
    ) throws {
        #expect(try differences(matcher) == [MatchDifference(pointer, expected, actual)])
    }

    @Test func `a matcher reports all differences, in the order in which it checks them`() throws {
        let found = try differences([
            "where": ["/body/name": "A", "/body/size": 7, "/body/gone": ["$exists": true]], "method": "POST",
            "operation": "createCustomer",
        ])
        #expect(found.map(\.pointer) == ["/operation", "/method", "/body/name", "/body/gone"])
        #expect(try differences(["any": true]).isEmpty)
    }

    @Test func `a request without an operation differs from every operation`() throws {
        var facts = Self.facts
        facts.operation = nil
        let matcher = try RequestMatcher(["operation": "getMe"], at: "/on")
        let found = matcher.differences(from: facts)
        #expect(found == [MatchDifference("/operation", "getMe", nil)])
        #expect(found.map(\.description) == [#"/operation is absent, not "getMe""#])
    }

    @Test func `the text of a difference names both values, and shortens long ones`() {
        let short = MatchDifference("/body/name", "Acme*", "B")
        #expect(short.description == #"/body/name is "B", not "Acme*""#)
        let long = MatchDifference("/body", nil, .string(String(repeating: "x", count: 500)))
        #expect(long.description == "/body is \"\(String(repeating: "x", count: 99))…, not null")
    }

    @Test func `a delivery matcher reports all differences from an attempt`() throws {
        let sandbox = try DrivenRegistry(
            endpoint: BaselineEndpoint(url: "http://receiver:8080/hook", secret: nil, events: ["customer.created"])
        ).sandbox("kdv_test_a")
        try sandbox.world.addCustomer()
        let ticket = try #require(sandbox.world.transaction { $0.startAttempts(wall: .start) }.first)
        let facts = DeliveryFacts(ticket)
        let all: JSONValue = [
            "attempt": 2, "event": "customer.onboarded", "url": "https://*", "subscription_id": "whs_x",
            "where": ["/headers/x-kirim-event": "x", "/body/gone": true],
        ]
        let found = try DeliveryMatcher(all, at: "/on").differences(from: facts)
        let subscription = JSONValue.string(ticket.subscription.description)
        #expect(
            found == [
                MatchDifference("/attempt", 2, 1),
                MatchDifference("/event", "customer.onboarded", "customer.created"),
                MatchDifference("/url", "https://*", "http://receiver:8080/hook"),
                MatchDifference("/subscription_id", "whs_x", subscription),
                MatchDifference("/headers/x-kirim-event", "x", "customer.created"),
                MatchDifference("/body/gone", true, nil),
            ]
        )
        let first = try DeliveryMatcher(["event": "customer.*", "attempt": 1], at: "/on")
        #expect(first.differences(from: facts).isEmpty)
        let whole = try DeliveryMatcher(["event": "customer.*"], at: "/on")
        #expect(whole.differences(from: facts) == [MatchDifference("/attempt", nil, 1)])
    }
}

import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct VerifyTests {
    private func verify(
        _ emulator: Emulator,
        _ body: JSONValue,
        key: String? = usualKey
    ) throws -> TestResponse {
        try emulator.control(key).post("/__admin/verify", body)
    }

    /// Three requests: a customer that is created, one that is refused, and a list.
    private func converse(_ emulator: Emulator) throws {
        let client = emulator.client()
        _ = try client.post("/customers", ["name": "Acme Logistics", "metadata": ["crm": "7"]])
        _ = try client.post("/customers", [:])
        _ = try client.get("/customers?limit=5")
    }

    // MARK: Counts

    @Test(
        arguments: [
            (["request": ["operation": "createCustomer"]], 2), (["request": ["any": true], "count": 3], 3),
            (["request": ["operation": "createCustomer", "status": 201], "count": 1], 1),
            (["request": ["status": "4xx"]], 1), (["request": ["status": "400"]], 1),
            (["request": ["error": "missing_required_field"]], 1), (["request": ["tag": "Customers"]], 3),
            (["request": ["method": "get", "path": "/v1/c*"]], 1),
            (["request": ["where": ["/body/name": "Acme*"]]], 1),
            (["request": ["where": ["/body/metadata/crm": "7"]]], 1), (["request": ["where": ["/query/limit": 5]]], 1),
            (["request": ["where": ["/response/body/data/status": "pending"]]], 1),
            (["request": ["where": ["/response/headers/x-mock-seq": 3]]], 1),
            (["request": ["where": ["/headers/host": "localhost:*"]], "at_least": 3], 3),
            (["request": ["operation": "archiveCustomer"], "count": 0], 0),
            (["request": ["operation": "createCustomer"], "at_least": 1, "at_most": 2], 2),
            (["event": ["type": "customer.created"]], 1), (["event": ["type": "customer.*"], "count": 1], 1),
            (["event": ["where": ["/body/data/customer/name": "/logistics/i"]]], 1),
            (["event": ["where": ["/headers/x-kirim-event": "customer.created"]]], 1),
            (["event": ["any": true], "at_most": 5], 1), (["delivery": ["any": true], "count": 0], 0),
        ] as [(JSONValue, Int)]
    )
    func `an expectation that is met has the exact number of matches`(expectation: JSONValue, matched: Int) async throws
    {
        try await withEmulator { emulator in
            try converse(emulator)
            let answer = try verify(emulator, ["expect": [expectation]])
            #expect(answer.status == 200, "\(answer.json)")
            #expect(answer.json["ok"] == true)
            #expect(answer.json["outcome"] == "met")
            #expect(answer.json["results"]?[0]?["matched"] == .integer(matched))
            #expect(answer.json["results"]?[0]?["refs"]?.array?.count == matched)
        }
    }

    @Test(
        arguments: [
            (["request": ["operation": "archiveCustomer"]], 0), (["request": ["any": true], "count": 2], 3),
            (["request": ["any": true], "at_most": 2], 3), (["request": ["any": true], "at_least": 4], 3),
            (["request": ["operation": "createCustomer", "status": 500]], 0),
            (["request": ["status": "5xx"]], 0), (["request": ["error": "resource_not_found"]], 0),
            (["request": ["where": ["/response/body/data/name": "acme*"]]], 0),
            (["event": ["type": "customer.archived"]], 0), (["delivery": ["event": "customer.created"]], 0),
        ] as [(JSONValue, Int)]
    )
    func `an expectation that is not met is answered 409`(expectation: JSONValue, matched: Int) async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let answer = try verify(emulator, ["expect": [expectation]])
            #expect(answer.status == 409)
            #expect(answer.json["ok"] == false)
            #expect(answer.json["results"]?[0]?["matched"] == .integer(matched))
        }
    }

    @Test func `verify reports the differences of the nearest miss field by field`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let expected: JSONValue = [
                "operation": "createCustomer", "status": 201,
                "where": ["/body/name": "Acme Ltd", "/body/metadata/crm": "7"],
            ]
            let answer = try verify(emulator, ["expect": [["request": expected]]])
            let nearest = answer.json["results"]?[0]?["nearest"]
            #expect(nearest?[0]?["ref"] == "request:1")
            #expect(
                nearest?[0]?["differences"] == [
                    ["pointer": "/body/name", "expected": "Acme Ltd", "actual": "Acme Logistics"]
                ]
            )
            #expect(nearest?[1]?["ref"] == "request:2")
            let second: JSONValue = [
                ["pointer": "/body/name", "expected": "Acme Ltd", "actual": nil],
                ["pointer": "/body/metadata/crm", "expected": "7", "actual": nil],
                ["pointer": "/status", "expected": 201, "actual": 400],
            ]
            #expect(nearest?[1]?["differences"] == second)
        }
    }

    @Test func `verify shows no secrets of the nearest miss`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let answer = try verify(
                emulator,
                ["expect": [["request": ["where": ["/headers/authorization": "Bearer other"]]]]]
            )
            #expect(answer.status == 409)
            #expect(!String(decoding: answer.bytes, as: UTF8.self).contains(usualKey))
        }
    }

    @Test func `secrets in the body of the nearest miss are masked as in the journal`() async throws {
        try await withEmulator { emulator in
            let metadata: JSONValue = ["note": "key:\nkdv_live_abcdefgh"]
            _ = try emulator.createCustomer(["name": "kdv_live_abcdefgh", "metadata": metadata])
            let places: JSONValue = ["/body/name": "Acme", "/body/metadata": ["note": "none"]]
            let matcher: JSONValue = ["operation": "createCustomer", "where": places]
            let answer = try verify(emulator, ["expect": [["request": matcher]]])
            let differences = answer.json["results"]?[0]?["nearest"]?[0]?["differences"]
            let actual = differences?.array?.compactMap { $0["actual"] } ?? []
            #expect(Set(actual) == ["kdv_live_****efgh", ["note": "key:\nkdv_live_****efgh"]])
        }
    }

    // MARK: Order, nothing else, since

    @Test(
        arguments: [
            ([["request": ["operation": "createCustomer"]], ["event": ["type": "customer.created"]]], true),
            ([["event": ["type": "customer.created"]], ["request": ["operation": "listCustomers"]]], true),
            ([["event": ["type": "customer.created"]], ["request": ["status": 201]]], false),
            ([["request": ["status": 200]], ["request": ["status": 201]]], false),
            ([["request": ["status": 201]], ["request": ["status": 400]], ["request": ["status": 200]]], true),
            ([["request": ["operation": "createCustomer"], "count": 2], ["request": ["status": 400]]], false),
            ([["request": ["any": true]], ["request": ["any": true]], ["request": ["any": true]]], true),
        ] as [([JSONValue], Bool)]
    )
    func `expectations in order are met only in this order`(expectations: [JSONValue], isMet: Bool) async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let answer = try verify(emulator, ["expect": .array(expectations), "in_order": true])
            #expect(answer.status == (isMet ? 200 : 409))
            let outOfOrder = answer.json["results"]?.array?.last?["out_of_order"]
            #expect(outOfOrder == .bool(!isMet))
            #expect(try verify(emulator, ["expect": .array(expectations)]).status == 200)
        }
    }

    @Test func `nothing_else reports what matches no expectation`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let one: JSONValue = ["request": ["operation": "createCustomer", "status": 201]]
            let answer = try verify(emulator, ["expect": [one], "nothing_else": true])
            #expect(answer.status == 409)
            #expect(answer.json["unexpected"] == ["request:2", "request:3"])
            let all: JSONValue = [one, ["request": ["status": 400]], ["request": ["status": 200]]]
            #expect(try verify(emulator, ["expect": all, "nothing_else": true]).status == 200)
        }
    }

    @Test func `only what happened after the end of the request since_seq counts`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let created: JSONValue = [
                ["request": ["status": 201], "count": 0], ["event": ["type": "customer.created"], "count": 0],
            ]
            #expect(try verify(emulator, ["expect": created, "since_seq": 1]).status == 200)
            #expect(try verify(emulator, ["expect": created]).status == 409)
            _ = try emulator.client().post("/customers", ["name": "B"])
            let later = try verify(emulator, ["expect": created, "since_seq": 3])
            #expect(later.json["results"]?[0]?["refs"] == ["request:4"])
            #expect(later.json["results"]?[1]?["matched"] == 1)
        }
    }

    @Test func `events before a deletion of the journal or a snapshot come before since_seq`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            let none: JSONValue = [
                "expect": [["event": ["type": "customer.created"], "count": 0]], "since_seq": 1,
            ]
            _ = try emulator.client().post("/customers", ["name": "A"])
            _ = try control.delete("/__admin/requests")
            #expect(try verify(emulator, none).status == 200)
            _ = try control.post("/__admin/snapshots", ["name": "s"])
            _ = try await control.postLater("/__admin/snapshots/s/restore")
            #expect(try verify(emulator, none).status == 200)
            _ = try emulator.client().post("/customers", ["name": "B"])
            #expect(try verify(emulator, none).json["results"]?[0]?["matched"] == 1)
        }
    }

    // MARK: Faults

    @Test func `a response of a fault rule counts only with injected`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = [
                "id": "gate", "on": ["operation": "createCustomer"], "then": ["error": "feature_not_entitled"],
                "times": 1,
            ]
            _ = try emulator.control(usualKey).post("/__admin/faults", rule)
            let refused = try emulator.client().post("/customers", ["name": "A"])
            #expect(refused.status == 402)
            let body: JSONValue = ["expect": [["request": ["operation": "createCustomer", "status": 402]]]]
            let answer = try verify(emulator, body)
            #expect(answer.status == 409)
            let miss: JSONValue = [["pointer": "/injected", "expected": false, "actual": true]]
            #expect(answer.json["results"]?[0]?["nearest"]?[0]?["differences"] == miss)
            let injected = try verify(emulator, ["expect": body["expect"] ?? [], "injected": true])
            #expect(injected.status == 200)
            let hits: JSONValue = ["absorbed": 0, "not_repeated": 0, "pending": 1]
            #expect(injected.json["results"]?[0]?["hits"] == hits)
            _ = try emulator.client().post("/customers", ["name": "A"])
            let repeated = try verify(emulator, ["expect": body["expect"] ?? [], "injected": true])
            #expect(repeated.json["results"]?[0]?["hits"]?["absorbed"] == 1)
            let rows = try emulator.control(usualKey).get("/__admin/requests")
            #expect(rows.column("injected") == [true, false])
            #expect(rows.column("verdict") == ["absorbed", nil])
        }
    }

    @Test func `a reset names the rules whose hits were all absorbed`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            for (id, operation) in [("eaten", "createCustomer"), ("seen", "getMe")] {
                let rule: JSONValue = [
                    "id": .string(id), "on": ["operation": .string(operation)], "then": ["error": "internal_error"],
                    "times": 1,
                ]
                try #require(try control.post("/__admin/faults", rule).status == 201)
            }
            _ = try emulator.client().post("/customers", ["name": "A"])
            _ = try emulator.client().post("/customers", ["name": "A"])
            _ = try emulator.client().get("/me")
            emulator.clock.advance(by: .seconds(6))
            let report = try await control.postLater("/__admin/reset")
            #expect(report.json["leftovers"]?["absorbed_faults"] == ["eaten"])
        }
    }

    // MARK: Deliveries

    @Test(
        arguments: [
            ["event": "customer.created"], ["status": "delivered"], ["attempt": 1], ["answer": 200], ["answer": "2xx"],
            ["url": "https://*.example.com/*"], ["attempt": 1, "answer": 200],
            ["where": ["/body/data/customer/name": "A"]], ["where": ["/headers/x-kirim-event": "customer.created"]],
            ["attempt": 1, "where": ["/headers/x-kirim-attempt": 1]],
        ] as [JSONValue]
    )
    func `a delivery is matched by what was sent and answered`(matcher: JSONValue) async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.client().post("/customers", ["name": "A"])
            try await emulator.settle()
            let answer = try verify(emulator, ["expect": [["delivery": matcher, "count": 1]]])
            #expect(answer.status == 200, "\(answer.json)")
        }
    }

    @Test(
        arguments: [
            (["status": "dead"], ["pointer": "/status", "expected": "dead", "actual": "delivered"]),
            (["answer": "5xx"], ["pointer": "/answer", "expected": "5xx", "actual": 200]),
            (["answer": "timeout"], ["pointer": "/answer", "expected": "timeout", "actual": 200]),
            (["attempt": 2], ["pointer": "/attempt", "expected": 2, "actual": nil]),
        ] as [(JSONValue, JSONValue)]
    )
    func `a delivery that does not match is reported with its difference`(matcher: JSONValue, difference: JSONValue)
        async throws
    {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.client().post("/customers", ["name": "A"])
            try await emulator.settle()
            let answer = try verify(emulator, ["expect": [["delivery": matcher]]])
            #expect(answer.status == 409)
            #expect(answer.json["results"]?[0]?["nearest"]?[0]?["differences"] == [difference])
        }
    }

    // MARK: Scope and mistakes

    @Test func `verify without a key looks at all sandboxes and at requests without one`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client("kdv_test_a").post("/customers", ["name": "A"])
            _ = try emulator.client("kdv_test_b").post("/customers", ["name": "B"])
            _ = try emulator.client(nil).get("/customers")
            let answer = try verify(emulator, ["expect": [["request": ["any": true], "count": 3]]], key: nil)
            #expect(answer.status == 200)
            let refs = answer.json["results"]?[0]?["refs"]?.array?.compactMap(\.string) ?? []
            #expect(refs.count == 3)
            #expect(refs[0].hasPrefix("sbx_") && refs[0].hasSuffix("/request:1"))
            #expect(refs[2] == "request:1")
        }
    }

    @Test(
        arguments: [
            (
                ["expect": [["request": ["operation": "createCustommer"]]]], "/expect/0/request/operation",
                "createCustomer"
            ),
            (["expect": [["event": ["type": "customer.creatd"]]]], "/expect/0/event/type", "customer.created"),
            (["expect": [["request": ["error": "rate_limit"]]]], "/expect/0/request/error", nil),
            (["expect": [["request": ["any": true], "count": 1, "at_most": 2]]], "/expect/0/count", nil),
            (["expect": [["request": ["where": ["/x": 1]]]]], "/expect/0/request/where/~1x", nil),
            (["expect": []], "/expect", nil), (["expext": []], "/expext", "expect"),
        ] as [(JSONValue, String, String?)]
    )
    func `a mistake in an expectation is refused with its place`(body: JSONValue, pointer: String, hint: String?)
        async throws
    {
        try await withEmulator { emulator in
            let answer = try verify(emulator, body)
            expectProblem(answer, 400, "invalid_body")
            let findings = answer.json["errors"]?.array ?? []
            let finding = findings.first { $0["pointer"]?.string == pointer }
            #expect(finding != nil, "\(answer.json)")
            if let hint { #expect(finding?["hint"] == .string(hint)) }
        }
    }
}

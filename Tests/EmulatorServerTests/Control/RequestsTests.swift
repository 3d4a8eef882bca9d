import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct RequestsTests {
    /// Five requests of one world, of which the middle three are refused.
    private func converse(_ emulator: Emulator) throws {
        let client = emulator.client()
        _ = try client.get("/me?x=1")
        _ = try client.post("/customers", [:])
        _ = try client.get("/nonsense")
        _ = try client.send(.PUT, "/customers")
        _ = try client.post("/customers", ["name": "A"])
    }

    private func journal(_ emulator: Emulator, _ query: String = "", key: String? = usualKey) throws -> TestResponse {
        try emulator.control(key).get("/__admin/requests" + query)
    }

    @Test func `a secret behind an escaped line break is masked`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().post("/customers", ["name": "key:\nkdv_test_secretsecret1234"])
            let row = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(row["request"]?["body"]?["name"] == "key:\nkdv_test_****1234")
        }
    }

    // MARK: List

    @Test func `a row of the journal shows a request and its response`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let list = try journal(emulator)
            let sandbox = try #require(try emulator.control().get("/__admin/sandboxes").data[0]?["id"])
            var row = try #require(list.data[0]?.object)
            for varying in ["number", "wall_at", "took_us"] { #expect(row.removeValue(forKey: varying) != nil) }
            #expect(
                .object(row) == [
                    "sandbox": sandbox, "seq": 1, "at": "2026-06-04T10:00:00.000Z", "method": "GET", "path": "/v1/me",
                    "query": "x=1", "operation": "getMe", "rpc": nil, "tool": nil, "probe": false, "status": 200,
                    "error": nil, "fault": nil, "replayed": false, "connection": nil, "repeats": nil, "gap_ms": nil,
                    "same_connection": nil,
                    "injected": false, "verdict": nil, "violations": 0, "unread": 1, "events": [],
                ] as JSONValue
            )
            #expect(list.column("seq") == [1, 2, 3, 4, 5])
            #expect(list.column("operation") == ["getMe", "createCustomer", nil, nil, "createCustomer"])
            #expect(list.column("status") == [200, 400, 404, 405, 201])
            #expect(
                list.column("error") == [
                    nil, "missing_required_field", "resource_not_found", "method_not_allowed", nil,
                ]
            )
            #expect(list.column("violations") == [0, 1, 0, 0, 0])
            #expect(list.json["evicted_before_seq"] == 1)
            #expect(list.json["last_seq"] == 5)
        }
    }

    @Test(
        arguments: [
            ("operation=createCustomer", [2, 5]), ("operation=getMe", [1]), ("operation=nonsense", []),
            ("method=POST", [2, 5]), ("method=put", [4]), ("path=/v1/customers", [2, 4, 5]), ("path=/v1/me", [1]),
            ("status=201", [5]), ("status=4xx", [2, 3, 4]), ("status=2xx", [1, 5]), ("status=500", []),
            ("error=missing_required_field", [2]), ("error=resource_not_found", [3]), ("error=nonsense", []),
            ("error=method_not_allowed&method=PUT", [4]), ("error=method_not_allowed&method=POST", []),
            ("unmatched=true", [3, 4]), ("unmatched=false", [1, 2, 3, 4, 5]), ("since_seq=3", [4, 5]),
            ("since_seq=0", [1, 2, 3, 4, 5]), ("since_seq=99", []), ("limit=2", [1, 2]),
            ("since_seq=1&limit=2", [2, 3]),
            ("method=POST&status=4xx", [2]), ("path=/v1/customers&limit=1&since_seq=2", [4]),
            ("limit=1000", [1, 2, 3, 4, 5]),
        ] as [(String, [JSONValue])]
    )
    func `the rows of the journal can be filtered`(query: String, seqs: [JSONValue]) async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let list = try journal(emulator, "?" + query)
            #expect(list.column("seq") == seqs)
            #expect(list.json["last_seq"] == 5)
        }
    }

    @Test(
        arguments: [
            ("newest=true&limit=2", [4, 5]), ("newest=true", [1, 2, 3, 4, 5]), ("newest=false&limit=2", [1, 2]),
            ("newest=true&method=POST&limit=1", [5]), ("newest=true&since_seq=3", [4, 5]),
            ("newest=true&since_seq=3&limit=1", [5]),
        ] as [(String, [JSONValue])]
    )
    func `the newest rows of the journal are listed on request`(query: String, seqs: [JSONValue]) async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            #expect(try journal(emulator, "?" + query).column("seq") == seqs)
        }
    }

    @Test func `the journal of all worlds is listed page by page, from the newest row to the oldest`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey, nil, usualKey, nil, otherKey, usualKey] {
                _ = try emulator.client(key).get("/customers")
            }
            let all = try journal(emulator, key: nil).data.array ?? []
            #expect(all.count == 7)
            let numbers = all.column("number").compactMap(\.integer)
            #expect(numbers == numbers.sorted() && Set(numbers).count == 7)
            var rows = try journal(emulator, "?newest=true&limit=3", key: nil).data.array ?? []
            #expect(rows == Array(all.suffix(3)))
            while let before = rows.first?["number"]?.integer, rows.count < 7 {
                let page = try journal(emulator, "?before=\(before)&limit=2", key: nil).data.array ?? []
                #expect(page.count == 2)
                rows = page + rows
            }
            #expect(rows == all)
            #expect(try journal(emulator, "?before=\(numbers[0])", key: nil).data == [])
        }
    }

    @Test func `requests that belong to no sandbox are listed, shown and deleted by themselves`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            _ = try emulator.client(nil).get("/customers")
            _ = try emulator.client(otherKey).get("/me")
            let list = try journal(emulator, "?sandbox=none", key: nil)
            #expect(list.column("error") == ["missing_api_key"])
            #expect(list.json["last_seq"] == 1)
            let detail = try emulator.control(nil).get("/__admin/requests/1?sandbox=none").json
            #expect(detail["sandbox"] == .null)
            #expect(detail["response"]?["body"]?["error"]?["code"] == "missing_api_key")
            expectProblem(try emulator.control(nil).get("/__admin/requests/2?sandbox=none"), 404, "not_found")
            expectProblem(try emulator.control(nil).get("/__admin/clock?sandbox=none"), 404, "unknown_sandbox")
            #expect(try emulator.control(nil).delete("/__admin/requests?sandbox=none").json["deleted"] == 1)
            #expect(try journal(emulator, key: nil).data.array?.count == 2)
        }
    }

    @Test func `a row has the events that the request caused`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            let events = try emulator.control(usualKey).get("/__admin/webhooks/events").column("id")
            #expect(try journal(emulator).column("events") == [[], [], [], [], .array(events)])
        }
    }

    @Test(arguments: [
        ("limit=0", "/limit"), ("limit=1001", "/limit"), ("before=x", "/before"), ("newest=1", "/newest"),
        ("limit=x", "/limit"), ("status=6xx", "/status"),
        ("status=20", "/status"), ("since_seq=-1", "/since_seq"), ("unmatched=yes", "/unmatched"),
    ])
    func `an invalid filter of the journal is refused with its pointer`(query: String, pointer: String) async throws {
        try await withEmulator { emulator in
            let answer = try journal(emulator, "?" + query)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
        }
    }

    @Test func `the journal shows 100 rows unless a limit asks for more`() async throws {
        try await withEmulator { emulator in
            for _ in 1...120 { _ = try emulator.client().get("/me") }
            #expect(try journal(emulator).data.array?.count == 100)
            #expect(try journal(emulator, "?limit=1000").data.array?.count == 120)
            #expect(try journal(emulator, "?since_seq=100").data.array?.count == 20)
        }
    }

    @Test func `the journal without a key shows all requests, also unmatched ones`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            _ = try emulator.client(nil).get("/customers")
            _ = try emulator.client(otherKey).get("/me")
            _ = try emulator.client("garbage").get("/nonsense")
            _ = try emulator.client().sendOversized(.POST, "/customers")
            let all = try journal(emulator, key: nil)
            #expect(Set(all.column("status")) == [200, 401, 413])
            #expect(all.data.array?.count == 5)
            #expect(all.json["last_seq"] == .null)
            #expect(all.json["evicted_before_seq"] == .null)
            let unmatched = (all.data.array ?? []).filter { $0["sandbox"] == .null }
            #expect(unmatched.map { $0["error"] } == ["missing_api_key", "invalid_api_key", "request_too_large"])
            #expect(unmatched.map { $0["operation"] } == ["listCustomers", .null, "createCustomer"])
            #expect(try journal(emulator).data.array?.count == 1)
        }
    }

    @Test func `a request that the plan or a rate limit refuses is matched to its operation`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["read_per_minute": 1], "plan": "starter"])
            for _ in 1...2 { _ = try emulator.client().get("/customers") }
            let list = try journal(emulator)
            #expect(list.column("status") == [402, 429])
            #expect(list.column("operation") == ["listCustomers", "listCustomers"])
            #expect(try journal(emulator, "?unmatched=true").data == [])
        }
    }

    // MARK: Detail

    @Test func `a detail shows the request, the response and the violations`() async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = ["X-Custom": "one"]
            let refused = try emulator.client().post("/customers", ["name": 5, "email": "nobody"], headers: headers)
            let detail = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(detail["request"]?["body"] == ["name": 5, "email": "nobody"])
            #expect(detail["request"]?["headers"]?["X-Custom"] == "one")
            #expect(detail["request"]?["headers"]?["Content-Type"] == "application/json")
            #expect(detail["response"]?["body"] == refused.json)
            #expect(detail["response"]?["headers"]?["X-Request-Id"]?.string == refused.requestID)
            #expect(detail["violations"]?.array?.map { $0["pointer"] } == ["/name", "/email"])
            #expect(detail["violations"]?[0]?["location"] == "body")
            #expect(detail["violations"]?[0]?["keyword"] == "type")
            #expect(detail["events"] == [])
        }
    }

    @Test func `a body that is not JSON is shown as text`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().send(
                .POST,
                "/customers",
                body: Array("name=A".utf8),
                headers: ["Content-Type": "text/plain"]
            )
            let detail = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(detail["request"]?["body"] == .null)
            #expect(detail["request"]?["body_text"] == "name=A")
            #expect(detail["status"] == 415)
        }
    }

    @Test(arguments: ["2", "0", "99999"])
    func `a request number that does not exist is not found`(seq: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            expectProblem(try emulator.control(usualKey).get("/__admin/requests/\(seq)"), 404, "not_found")
        }
    }

    @Test func `a request number needs a key unless there is only one sandbox`() async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get("/__admin/requests/1"), 400, "sandbox_required")
            _ = try emulator.client().get("/me")
            #expect(try emulator.control().get("/__admin/requests/1").json["operation"] == "getMe")
            _ = try emulator.client(otherKey).get("/accounts")
            let ambiguous = try emulator.control().get("/__admin/requests/1")
            expectProblem(ambiguous, 400, "sandbox_required")
            #expect(ambiguous.json["detail"]?.string?.hasPrefix("There are 2 sandboxes") == true)
            let named = try emulator.control().get("/__admin/requests/1?api_key=\(otherKey)")
            #expect(named.json["operation"] == "listAccounts")
        }
    }

    // MARK: Secrets

    @Test func `the journal masks keys, tokens and foreign credentials`() async throws {
        try await withEmulator { emulator in
            let key = "kdv_live_TavbPKwIuqOr69ALEKLNennZ"
            let id = try emulator.createCustomer(key: key)
            let link = try emulator.createLink(of: id, key: key)
            let token = try #require(link["setup_url"]?.string?.split(separator: "/").last.map(String.init))
            _ = try emulator.client(key).get(
                "/customers/\(token)?api_key=\(key)&x=whsec_dZQcWBJKBFQf0YGvWj8sScLTaNcHvWLj"
            )
            let details = try (1...3).map { try emulator.control(key).get("/__admin/requests/\($0)") }
            let list = try journal(emulator, key: key)
            for answer in details + [list] {
                #expect(answer.status == 200)
                let text = String(decoding: answer.bytes, as: UTF8.self)
                for secret in [key, token, "dZQcWBJKBFQf0YGvWj8sScLTaNcHvWLj"] { #expect(!text.contains(secret)) }
            }
            #expect(details[0].json["request"]?["headers"]?["Authorization"] == "Bearer kdv_live_****ennZ")
            let url = details[1].json["response"]?["body"]?["data"]?["setup_url"]?.string
            #expect(url == "http://localhost:8080/onboard/csl_****\(token.suffix(4))")
            #expect(details[1].json["response"]?["body"]?["data"]?["id"] == link["id"])
            #expect(details[2].json["query"] == "api_key=kdv_live_****ennZ&x=whsec_****vWLj")
            #expect(details[2].json["path"] == .string("/v1/customers/csl_****\(token.suffix(4))"))
        }
    }

    @Test func `the journal masks the admin token that a client sends with every request`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me", headers: ["X-Mock-Admin-Token": "hush-hush"])
            let row = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(row["request"]?["headers"]?["X-Mock-Admin-Token"] == "****")
        }
    }

    // MARK: Clear

    @Test func `clearing with a key empties one journal, and its numbers go on`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            _ = try emulator.client(otherKey).get("/me")
            let cleared = try emulator.control(usualKey).delete("/__admin/requests")
            #expect(cleared.json == ["deleted": 5])
            let empty = try journal(emulator)
            #expect(empty.json == ["data": [], "evicted_before_seq": 6, "last_seq": 5, "probes": 0])
            #expect(try emulator.client().get("/me").headers["X-Mock-Seq"] == ["6"])
            #expect(try journal(emulator).column("seq") == [6])
            #expect(try journal(emulator, key: otherKey).column("seq") == [1])
        }
    }

    @Test func `clearing without a key empties all journals`() async throws {
        try await withEmulator { emulator in
            try converse(emulator)
            _ = try emulator.client(otherKey).get("/me")
            _ = try emulator.client(nil).get("/me")
            #expect(try emulator.control().delete("/__admin/requests").json == ["deleted": 7])
            #expect(try journal(emulator, key: nil).data == [])
        }
    }
}

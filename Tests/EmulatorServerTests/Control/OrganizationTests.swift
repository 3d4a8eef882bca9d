import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct OrganizationTests {
    @Test func `the organization of a world shows all its settings`() async throws {
        try await withEmulator { emulator in
            let organization = try emulator.control(usualKey).get("/__admin/organization")
            #expect(organization.status == 200)
            let me = try emulator.client().get("/me")
            let team = try #require(me.data["teams"]?[0]?["id"])
            #expect(
                organization.json == [
                    "id": try #require(me.data["organization"]?["id"]), "name": "Your Platform Inc", "plan": "business",
                    "subscription": "active", "teams": [["id": team, "name": "Operations"]], "users": [],
                    "rate_limits": ["enforce": false, "write_per_minute": nil, "read_per_minute": nil],
                    "limits": ["connected_accounts": nil, "messages_per_month": nil],
                    "api_keys": [["key_last4": "st_a", "status": "active"]],
                    "onboarding": ["mode": "page", "after": "0s", "polls": 3, "outcome": "success"],
                    "messages": ["progression": ["sent": "100ms", "delivered": "300ms"], "magic_recipients": true],
                    "template_review": ["mode": "manual", "after": "5s", "outcome": "approved"],
                    "idempotency": ["wait": "30s"],
                    "mcp": ["revisions": ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"]],
                    "switches": [
                        "auto_disable_after": 20, "envelope_livemode": false, "http_webhook_urls": "local",
                        "idempotency_mismatch": 422, "invalid_to_code": "invalid_field_value",
                        "media_response": "redirect", "meta_identities": "current", "passthrough_kirim": true,
                        "reply_button_type": "strict", "send_returns_wamid": false, "send_status_code": 200,
                        "setup_link_token_field": false, "signature_headers": "both", "status_event_id": "wamid",
                        "template_checks": "all", "unknown_template": "async",
                        "window_violation": "async",
                    ],
                ]
            )
        }
    }

    @Test func `a request without a key shows the settings of new worlds`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["name": "Mine"])
            let organization = try emulator.control().get("/__admin/organization").json
            #expect(organization["id"] == .null)
            #expect(organization["api_keys"] == [])
            #expect(organization["name"] == "Your Platform Inc")
        }
    }

    @Test(
        arguments: [
            (["name": "New"], "name", "New"), (["plan": "starter"], "plan", "starter"),
            (["subscription": "inactive"], "subscription", "inactive"), (["teams": []], "teams", []),
            (
                ["users": [["id": "usr_00000000000000000000000000", "name": "Sari"]]], "users",
                [["id": "usr_00000000000000000000000000", "name": "Sari", "email": nil]]
            ),
            (
                ["rate_limits": ["write_per_minute": 5]], "rate_limits",
                ["enforce": true, "write_per_minute": 5, "read_per_minute": nil]
            ),
            (
                ["rate_limits": ["enforce": true]], "rate_limits",
                ["enforce": true, "write_per_minute": nil, "read_per_minute": nil]
            ),
            (["limits": ["connected_accounts": 0]], "limits", ["connected_accounts": 0, "messages_per_month": nil]),
            (["limits": ["messages_per_month": 10]], "limits", ["connected_accounts": nil, "messages_per_month": 10]),
            (
                ["onboarding": ["mode": "automatic", "after": "PT2S", "outcome": "no_waba_found"]], "onboarding",
                ["mode": "automatic", "after": "2s", "polls": 3, "outcome": "no_waba_found"]
            ),
            (
                ["template_review": ["mode": "automatic", "after": "PT1M"]], "template_review",
                ["mode": "automatic", "after": "1m", "outcome": "approved"]
            ),
            (["idempotency": ["wait": "PT1.5S"]], "idempotency", ["wait": "1500ms"]),
            (["idempotency": ["wait": "5m"]], "idempotency", ["wait": "5m"]),
            (
                ["mcp": ["revisions": ["2025-06-18", "2025-11-25", "2025-06-18"]]], "mcp",
                ["revisions": ["2025-11-25", "2025-06-18"]]
            ),
            (
                ["messages": ["magic_recipients": false]], "messages",
                ["progression": ["sent": "100ms", "delivered": "300ms"], "magic_recipients": false]
            ),
            (
                ["messages": ["progression": "manual"]], "messages",
                ["progression": "manual", "magic_recipients": true]
            ),
            (
                ["messages": ["progression": "immediate"]], "messages",
                ["progression": "immediate", "magic_recipients": true]
            ),
            (
                ["messages": ["progression": ["sent": "PT0.2S"]]], "messages",
                ["progression": ["sent": "200ms", "delivered": "300ms"], "magic_recipients": true]
            ),
            (
                ["switches": ["idempotency_mismatch": 409, "signature_headers": 256]], "switches",
                [
                    "auto_disable_after": 20, "envelope_livemode": false, "http_webhook_urls": "local",
                    "idempotency_mismatch": 409, "invalid_to_code": "invalid_field_value",
                    "media_response": "redirect", "meta_identities": "current", "passthrough_kirim": true,
                    "reply_button_type": "strict", "send_returns_wamid": false, "send_status_code": 200,
                    "setup_link_token_field": false, "signature_headers": "256", "status_event_id": "wamid",
                    "template_checks": "all", "unknown_template": "async",
                    "window_violation": "async",
                ]
            ),
            (
                [
                    "api_keys": [
                        ["key": "kdv_test_a", "status": "active"], ["key": "kdv_live_wxyz", "status": "revoked"],
                    ]
                ],
                "api_keys", [["key_last4": "st_a", "status": "active"], ["key_last4": "wxyz", "status": "revoked"]]
            ),
        ] as [(JSONValue, String, JSONValue)]
    )
    func `a patch changes one setting and no other`(patch: JSONValue, field: String, value: JSONValue) async throws {
        try await withEmulator { emulator in
            var expected = try #require(try emulator.control(usualKey).get("/__admin/organization").json.object)
            expected[field] = value
            let answer = try emulator.control(usualKey).patch("/__admin/organization", patch)
            #expect(answer.status == 200)
            #expect(answer.json == .object(expected))
            let read = try emulator.control(usualKey).get("/__admin/organization")
            #expect(read.json == .object(expected))
            #expect(try emulator.control(otherKey).get("/__admin/organization").json[field] != value)
        }
    }

    @Test func `a patch merges objects, and null returns a limit to the plan's`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["limits": ["connected_accounts": 3], "rate_limits": ["write_per_minute": 3]])
            try emulator.configure(["limits": ["messages_per_month": 4], "rate_limits": ["read_per_minute": 4]])
            let merged = try emulator.configure(["name": "X"])
            #expect(merged["limits"] == ["connected_accounts": 3, "messages_per_month": 4])
            #expect(merged["rate_limits"] == ["enforce": true, "write_per_minute": 3, "read_per_minute": 4])
            let cleared = try emulator.configure(["limits": ["connected_accounts": nil]])
            #expect(cleared["limits"] == ["connected_accounts": nil, "messages_per_month": 4])
        }
    }

    @Test func `teams and users of the same name keep their ids`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.configure([
                "teams": [["name": "East"], ["name": "West"]],
                "users": [["name": "Sari", "email": "sari@acme.io"], ["id": "usr_00000000000000000000000000"]],
            ])
            let second = try emulator.configure([
                "teams": [["name": "West"], ["name": "North"]], "users": [["name": "Sari", "email": "new@acme.io"]],
            ])
            #expect(second["teams"]?[0]?["id"] == first["teams"]?[1]?["id"])
            #expect(second["teams"]?[1]?["id"] != first["teams"]?[0]?["id"])
            #expect(second["users"]?[0]?["id"] == first["users"]?[0]?["id"])
            #expect(first["users"]?[1] == ["id": "usr_00000000000000000000000000", "name": nil, "email": nil])
        }
    }

    @Test func `the customers of a removed team keep its id`() async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/customers", ["name": "A"])
            let id = try #require(created.data["id"]?.string)
            try emulator.configure(["teams": [["name": "New"]]])
            let read = try emulator.client().get("/customers/\(id)")
            #expect(read.data["team_id"] == created.data["team_id"])
        }
    }

    // MARK: Refusals

    @Test(
        arguments: [
            (["plan": "gold"], "/plan", nil), (["plan": nil], "/plan", nil), (["name": ""], "/name", nil),
            (["name": 5], "/name", nil), (["subscription": "lapsed"], "/subscription", nil),
            (["teams": ["East"]], "/teams/0", nil), (["teams": [["id": "t1_000000000000"]]], "/teams/0/name", nil),
            (["teams": [["name": "A", "id": "x"]]], "/teams/0/id", nil), (["teams": "East"], "/teams", nil),
            (["users": [["email": "nobody"]]], "/users/0/email", nil),
            (["rate_limits": ["write_per_minute": 0]], "/rate_limits/write_per_minute", nil),
            (["rate_limits": ["write_per_minute": "5"]], "/rate_limits/write_per_minute", nil),
            (["rate_limits": [:]], "/rate_limits", nil),
            (["limits": ["connected_accounts": -1]], "/limits/connected_accounts", nil),
            (["api_keys": []], "/api_keys", nil), (["api_keys": [["key": "garbage"]]], "/api_keys/0/key", nil),
            (["api_keys": [["status": "active"]]], "/api_keys/0/key", nil),
            (["api_keys": [["key": "kdv_test_a", "expires_at": "tomorrow"]]], "/api_keys/0/expires_at", nil),
            (["switches": ["idempotency_mismatch": "422"]], "/switches/idempotency_mismatch", nil),
            (["switches": ["setup_link_token_field": 1]], "/switches/setup_link_token_field", nil),
            (["switches": ["nonsense": 1]], "/switches/nonsense", nil),
            (["switches": ["send_status_code": 201]], "/switches/send_status_code", nil),
            (["template_review": [:]], "/template_review", nil),
            (["mcp": [:]], "/mcp", nil), (["mcp": ["revisions": []]], "/mcp/revisions", nil),
            (["mcp": ["revisions": ["2024-11-05"]]], "/mcp/revisions/0", "2025-11-25"),
            (["template_review": ["outcome": "pending"]], "/template_review/outcome", nil),
            (["template_review": ["after": "P1Y"]], "/template_review/after", nil),
            (["idempotency": [:]], "/idempotency", nil), (["idempotency": ["wait": 5]], "/idempotency/wait", nil),
            (["idempotency": ["wait": "0s"]], "/idempotency/wait", nil),
            (["idempotency": ["wait": "301s"]], "/idempotency/wait", nil),
            (["messages": [:]], "/messages", nil), (["messages": ["progression": [:]]], "/messages/progression", nil),
            (["messages": ["progression": ["sent": "P1Y"]]], "/messages/progression/sent", nil),
            (
                ["messages": ["progression": ["sent": "2s", "delivered": "1s"]]], "/messages/progression/delivered", nil
            ),
            (["plna": "pro"], "/plna", "plan"), (["team": []], "/team", "teams"),
            (["apikeys": []], "/apikeys", "api_keys"),
            (["zzzzzzzzzz": 1], "/zzzzzzzzzz", nil), ([:], "", nil),
        ] as [(JSONValue, String, String?)]
    )
    func `a bad setting is refused with its pointer`(patch: JSONValue, pointer: String, hint: String?) async throws {
        try await withEmulator { emulator in
            let before = try emulator.control(usualKey).get("/__admin/organization")
            let answer = try emulator.control(usualKey).patch("/__admin/organization", patch)
            expectProblem(answer, 400, "invalid_body")
            let finding = answer.json["errors"]?[0]
            #expect(finding?["pointer"] == .string(pointer))
            #expect(finding?["message"]?.string?.isEmpty == false)
            #expect(finding?["hint"]?.string == hint)
            let after = try emulator.control(usualKey).get("/__admin/organization")
            #expect(after.bytes == before.bytes)
        }
    }

    @Test func `a refusal lists every invalid setting`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().patch(
                "/__admin/organization",
                ["plan": "gold", "name": 5, "rate_limits": ["enforce": "yes"]]
            )
            expectProblem(answer, 400, "invalid_body")
            let pointers = answer.json["errors"]?.array?.compactMap { $0["pointer"]?.string }
            #expect(Set(pointers ?? []) == ["/plan", "/name", "/rate_limits/enforce"])
        }
    }

    @Test func `a patch without a body is refused`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).send(.PATCH, "/__admin/organization")
            expectProblem(answer, 400, "invalid_body")
        }
    }

    // MARK: Without a key

    @Test func `settings without a key apply to all worlds, also to later ones`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            let shown = try emulator.configure(
                ["plan": "pro", "teams": [["name": "East"], ["name": "West"]]],
                key: nil
            )
            #expect(shown["plan"] == "pro")
            for key in [usualKey, "kdv_test_later"] {
                let me = try emulator.client(key).get("/me")
                #expect(me.data["rate_limits"]?["tier"] == "pro")
                #expect(me.data["teams"]?.array?.map { $0["id"] } == shown["teams"]?.array?.map { $0["id"] })
                #expect(try emulator.client(key).get("/customers").status == 402)
            }
            try emulator.configure(["name": "Layered"], key: nil)
            let later = try emulator.control("kdv_test_last").get("/__admin/organization").json
            #expect(later["plan"] == "pro")
            #expect(later["name"] == "Layered")
        }
    }

    @Test func `the setting api_keys needs the key of a world`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().patch("/__admin/organization", ["api_keys": [["key": "kdv_test_x"]]])
            expectProblem(answer, 400, "sandbox_required")
        }
    }

    @Test func `a world cannot take the key of another world`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client(otherKey).get("/me")
            let answer = try emulator.control(usualKey).patch(
                "/__admin/organization",
                ["name": "Thief", "api_keys": [["key": "kdv_test_a"], ["key": "kdv_test_b"]]]
            )
            expectProblem(answer, 409, "invalid_state")
            #expect(try emulator.client().get("/me").data["organization"]?["name"] == "Your Platform Inc")
            #expect(try emulator.client(otherKey).get("/me").status == 200)
        }
    }
}

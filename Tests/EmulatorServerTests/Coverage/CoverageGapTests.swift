import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The hints about what would exercise the parts of the contract that were never exercised.
@Suite struct CoverageGapTests {
    private static let onlyFault = "Only a fault rule sends this response, which does not count."

    @Test func `every part that was never exercised has one gap with a hint`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let coverage = try emulator.coverage("?gaps=true")
            let gaps = try #require(coverage["gaps"]?.array)
            let kinds = [
                "operation": "operations", "status": "statuses", "code": "codes", "operation_code": "operation_codes",
                "injected_code": "injected_codes", "event": "events",
            ]
            for (kind, plural) in kinds {
                let rows = gaps.filter { $0["kind"] == .string(kind) }
                let missing = (coverage.all(plural) ?? 0) - (coverage.seen(plural) ?? 0)
                #expect(rows.count == missing, "\(kind)")
                #expect(Set(rows.compactMap { $0["name"]?.string }).count == missing, "\(kind)")
            }
            for gap in gaps {
                let hint = gap["hint"]?.string ?? ""
                #expect(hint.hasSuffix(".") && hint.count > 10, "\(gap)")
            }
        }
    }

    @Test(arguments: [
        ("operation", "createCustomer", #"Send POST /v1/customers with a body such as {"name":"#),
        ("operation", "getCustomer", "Send GET /v1/customers/{id}."),
        ("status", "sendMessage 202", #"with {"switches":{"send_status_code":202}}, then POST"#),
        ("status", "createCustomer 402", #"with {"plan":"starter"}, then POST /v1/customers"#),
        ("operation_code", "createCustomer feature_not_entitled", #"with {"plan":"starter"}, then POST /v1/customers"#),
        ("operation_code", "createCustomer subscription_inactive", #"with {"subscription":"inactive"}, then POST"#),
        (
            "operation_code", "createCustomer rate_limit_exceeded",
            #"{"rate_limits":{"write_per_minute":1}}, then the request"#
        ),
        (
            "operation_code", "getMe rate_limit_exceeded",
            #"{"rate_limits":{"read_per_minute":1}}, then the request twice"#
        ),
        ("operation_code", "getMe missing_api_key", "Send the request without a key."),
        ("operation_code", "getMe expired_api_key", #"{"api_keys":[{"key":"KEY","status":"expired"}]}"#),
        ("operation_code", "createCustomer missing_required_field", "Send the request without `name`."),
        ("operation_code", "createCustomer invalid_field_value", "Send the request with the value 5 for `team_id`."),
        ("operation_code", "listCustomers invalid_limit", "Send the request with ?limit=!."),
        (
            "operation_code", "createCustomer idempotency_key_reuse",
            "an Idempotency-Key that was sent with another path or body"
        ),
        (
            "operation_code", "createCustomer idempotency_conflict",
            #"{"switches":{"idempotency_mismatch":409}}, then the"#
        ),
        (
            "operation_code", "getCustomer resource_not_found",
            "/v1/customers/{id} with a value for {id} that no object has."
        ),
        ("operation_code", "sendMessage quota_exceeded", #"{"limits":{"messages_per_month":0}}"#),
        ("operation_code", "sendMessage outside_24h_window", #"{"switches":{"window_violation":"sync"}}"#),
        ("operation_code", "sendMessage whatsapp_upstream_error", "Send a message to +628000000502."),
        ("operation_code", "completeOnboarding no_waba_found", #"{"onboarding":{"outcome":"no_waba_found"}}"#),
        (
            "code", "feature_not_entitled",
            #"with listCustomers: Send PATCH /__admin/organization with {"plan":"starter"}"#
        ),
        ("code", "method_not_allowed", "Send a request with a method that its path does not have, such as PUT /v1/"),
        (
            "injected_code", "internal_error",
            "Only a fault rule with error: internal_error sends this response. Send POST"
        ),
        ("injected_code", "service_unavailable", #"{"on":{"any":true},"then":{"error":"service_unavailable"}}"#),
        ("event", "customer.created", "Send POST /v1/customers with a body such as"),
        ("event", "message.received", "Send POST /__admin/simulate/inbound_message with a body such as"),
        ("event", "customer.onboarded", "Send POST /__admin/simulate/onboarding with a body such as"),
    ])
    func `a hint names the request that exercises a part`(kind: String, name: String, hint: String) async throws {
        try await withEmulator { emulator in
            let gap = try #require(try emulator.gaps(kind)[name])
            #expect(gap.contains(hint), "\(gap)")
        }
    }

    @Test func `a hint says when no request is answered with a code`() async throws {
        try await withEmulator { emulator in
            let impossible = try emulator.gaps("operation_code").filter { $0.value == Self.onlyFault }.keys
            let expected = [
                "createTemplate whatsapp_upstream_error", "getCustomer invalid_request",
                "syncTemplates whatsapp_upstream_error",
            ]
            #expect(impossible.sorted() == expected)
        }
    }

    @Test func `every error code that others than fault rules give has a hint how to get it`() async throws {
        try await withEmulator { emulator in
            let hints = try emulator.gaps("code")
            #expect(hints.count == emulator.contract.errorCatalog.entries.count { !$0.isInjectedOnly })
            #expect(hints.values.allSatisfy { $0 != Self.onlyFault })
            #expect(hints.keys.allSatisfy { emulator.contract.errorCatalog[$0]?.isInjectedOnly == false })
        }
    }

    @Test func `the requests that hints name close their gaps`() async throws {
        try await withEmulator { emulator in
            let before = try emulator.gaps("operation_code")
            let client = emulator.client()
            try emulator.configure(["plan": "starter"])
            _ = try client.post("/customers", ["name": "A"])
            try emulator.configure(["plan": "business", "subscription": "inactive"])
            _ = try client.post("/customers", ["name": "A"])
            try emulator.configure(["subscription": "active"])
            _ = try client.post("/customers", ["name": 5])
            _ = try client.post("/customers", ["email": "a@b.example"])
            _ = try client.send(.POST, "/customers", body: Array("{".utf8))
            _ = try client.sendOversized(.POST, "/customers")
            _ = try client.get("/customers?limit=!")
            for name in ["A", "B"] {
                _ = try client.post("/customers", ["name": .string(name)], headers: ["Idempotency-Key": "k"])
            }
            _ = try emulator.client(nil).post("/customers", ["name": "A"])
            _ = try emulator.client("wrong").post("/customers", ["name": "A"])
            for status in ["expired", "revoked"] {
                try emulator.configure(["api_keys": [["key": .string(usualKey), "status": .string(status)]]])
                _ = try client.post("/customers", ["name": "A"])
            }
            let closed = Set(before.keys).subtracting(try emulator.gaps("operation_code").keys)
            let codes = [
                "expired_api_key", "feature_not_entitled", "idempotency_key_reuse", "invalid_api_key",
                "invalid_field_value", "invalid_request", "missing_api_key", "missing_required_field",
                "request_too_large", "revoked_api_key", "subscription_inactive",
            ]
            #expect(closed.sorted() == codes.map { "createCustomer \($0)" } + ["listCustomers invalid_limit"])
        }
    }

    @Test func `a hint says that so far only fault rules or triggers did it`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["preset": "subscription_inactive", "on": ["operation": "createCustomer"]]
            #expect(try emulator.control(usualKey).post("/__admin/faults", rule).status == 201)
            _ = try emulator.client().post("/customers", ["name": "A"])
            try emulator.trigger("customer.created")
            let code = try #require(try emulator.gaps("operation_code")["createCustomer subscription_inactive"])
            #expect(code.hasPrefix("So far, only fault rules sent this response, which does not count. Send PATCH"))
            let event = try #require(try emulator.gaps("event")["customer.created"])
            #expect(event.hasPrefix("So far, the event was only triggered, which does not count. Send POST"))
        }
    }
}

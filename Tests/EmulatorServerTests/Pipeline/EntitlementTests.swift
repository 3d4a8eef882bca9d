import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct EntitlementTests {
    /// Every operation that the customers feature is needed for.
    static let customerCalls: [(HTTPMethod, String)] = [
        (.GET, "/customers"), (.HEAD, "/customers"), (.POST, "/customers"), (.GET, "/customers/cus_x"),
        (.PATCH, "/customers/cus_x"), (.DELETE, "/customers/cus_x"), (.GET, "/customers/cus_x/setup_links"),
        (.POST, "/customers/cus_x/setup_links"), (.PATCH, "/customers/cus_x/setup_links/csl_x"),
        (.DELETE, "/customers/cus_x/setup_links/csl_x"),
    ]

    @Test(arguments: ["starter", "pro"], customerCalls)
    func `a plan without customers refuses their operations`(plan: String, call: (HTTPMethod, String)) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": .string(plan)])
            let answer = try emulator.client().send(call.0, call.1)
            expect(answer, refuses: 402, "feature_not_entitled")
            #expect(answer.json["error"]?["type"] == "permission_error")
            #expect(answer.message == "The customers feature is not part of the \(plan) plan.")
            #expect(answer.headers["X-RateLimit-Limit"].count == 1)
        }
    }

    @Test(arguments: ["business", "enterprise"], customerCalls)
    func `a plan with customers passes the check of the plan`(plan: String, call: (HTTPMethod, String)) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": .string(plan)])
            let answer = try emulator.client().send(call.0, call.1)
            #expect(answer.status != 402)
        }
    }

    @Test(arguments: ["/me", "/accounts", "/labels", "/webhook_subscriptions"])
    func `the smallest plan may read everything except customers`(path: String) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "starter"])
            #expect(try emulator.client().get(path).status == 200)
        }
    }

    @Test func `an inactive subscription blocks writes but not reads`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try emulator.createCustomer()
            try emulator.configure(["subscription": "inactive"])
            let writes = [
                try client.post("/customers", ["name": "B"]), try client.patch("/customers/\(id)", ["name": "B"]),
                try client.delete("/customers/\(id)"), try client.post("/customers/\(id)/setup_links"),
                try client.post("/labels", ["name": "x"]),
            ]
            for answer in writes {
                expect(answer, refuses: 402, "subscription_inactive")
                #expect(answer.message == "The subscription is not active; writes are blocked.")
            }
            for path in ["/me", "/accounts", "/customers", "/customers/\(id)", "/customers/\(id)/setup_links"] {
                #expect(try client.get(path).status == 200)
            }
            #expect(try client.get("/customers/\(id)").data["name"] == "Acme Logistics")
            #expect(try emulator.events().count == 1)
        }
    }

    @Test func `a change of plan or subscription takes effect at the next request`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try emulator.createCustomer()
            try emulator.configure(["plan": "pro"])
            #expect(try client.get("/customers").status == 402)
            try emulator.configure(["plan": "enterprise"])
            #expect(try client.get("/customers").column("id") == [.string(id)])
            try emulator.configure(["subscription": "inactive"])
            #expect(try client.delete("/customers/\(id)").status == 402)
            try emulator.configure(["subscription": "active"])
            #expect(try client.delete("/customers/\(id)").status == 200)
        }
    }
}

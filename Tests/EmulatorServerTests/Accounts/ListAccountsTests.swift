import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ListAccountsTests {
    /// Puts an account of each status into the world; the first belongs to the customer.
    private func seed(_ emulator: Emulator, owner: String) throws {
        for (index, status) in WhatsAppAccount.Status.allCases.enumerated() {
            try emulator.seed(
                WhatsAppAccount(
                    phoneNumberID: "10654035224292\(index)",
                    phoneNumber: "+62811122233\(index)",
                    name: "Number \(index)",
                    status: status,
                    customerID: index == 0 ? Identifier(owner) : nil
                )
            )
        }
    }

    @Test func `an organization without numbers has an empty list`() async throws {
        try await withEmulator { emulator in
            let list = try emulator.client().get("/accounts")
            #expect(list.status == 200)
            #expect(list.data == [])
            #expect(list.json["has_more"] == false)
            #expect(list.json["next_cursor"] == .null)
        }
    }

    @Test func `an account shows its number and the customer that owns it`() async throws {
        try await withEmulator { emulator in
            let owner = try emulator.createCustomer()
            try seed(emulator, owner: owner)
            let list = try emulator.client().get("/accounts?status=all")
            #expect(
                list.data[0] == [
                    "object": "account", "phone_number_id": "106540352242920", "phone_number": "+628111222330",
                    "name": "Number 0", "status": "connected",
                    "customer": ["id": .string(owner), "name": "Acme Logistics"],
                ]
            )
            #expect(list.data[1]?["customer"] == .null)
            let keys = list.data[1]?.object.map { Array($0.keys) }
            #expect(keys == ["object", "phone_number_id", "phone_number", "name", "status", "customer"])
        }
    }

    @Test(arguments: [
        ("", ["connected"]), ("?status=connected", ["connected"]),
        ("?status=all", ["connected", "disconnected", "degraded", "onboarding", "pending"]),
    ])
    func `the list shows connected numbers, or all, oldest first`(query: String, statuses: [String]) async throws {
        try await withEmulator { emulator in
            try seed(emulator, owner: try emulator.createCustomer())
            let list = try emulator.client().get("/accounts" + query)
            #expect(list.column("status") == statuses.map { .string($0) })
        }
    }

    @Test func `the filter customer_id shows only the numbers of that customer`() async throws {
        try await withEmulator { emulator in
            let owner = try emulator.createCustomer()
            let other = try emulator.createCustomer()
            try seed(emulator, owner: owner)
            let own = try emulator.client().get("/accounts?status=all&customer_id=\(owner)")
            #expect(own.column("name") == ["Number 0"])
            let none = try emulator.client().get("/accounts?status=all&customer_id=\(other)")
            #expect(none.data == [])
            let unknown = try emulator.client().get("/accounts?customer_id=cus_00000000000000000000000000")
            #expect(unknown.data == [])
        }
    }

    @Test(arguments: [
        ("status=pending", "status"), ("status=", "status"), ("status=ALL", "status"),
        ("customer_id=nobody", "customer_id"), ("customer_id=", "customer_id"),
        ("customer_id=cus_short", "customer_id"),
        ("customer_id=nobody&status=pending", "status"),
    ])
    func `an invalid filter of accounts is refused`(query: String, param: String) async throws {
        try await withEmulator { emulator in
            expect(
                try emulator.client().get("/accounts?" + query),
                refuses: 400,
                "invalid_field_value",
                param: param
            )
        }
    }

    @Test func `the list of accounts ignores limit and cursor`() async throws {
        try await withEmulator { emulator in
            try seed(emulator, owner: try emulator.createCustomer())
            let list = try emulator.client().get("/accounts?status=all&limit=1&cursor=x")
            #expect(list.data.array?.count == 5)
        }
    }

    @Test func `a plan without customers may filter accounts by customer`() async throws {
        try await withEmulator { emulator in
            let owner = try emulator.createCustomer()
            try seed(emulator, owner: owner)
            try emulator.configure(["plan": "starter"])
            let list = try emulator.client().get("/accounts?customer_id=\(owner)")
            #expect(list.status == 200)
            #expect(list.column("name") == ["Number 0"])
        }
    }

    @Test func `an account shows the current name of its customer, even of an archived one`() async throws {
        try await withEmulator { emulator in
            let owner = try emulator.createCustomer()
            try seed(emulator, owner: owner)
            _ = try emulator.client().patch("/customers/\(owner)", ["name": "Renamed"])
            _ = try emulator.client().delete("/customers/\(owner)")
            let list = try emulator.client().get("/accounts")
            #expect(list.data[0]?["customer"] == ["id": .string(owner), "name": "Renamed"])
        }
    }

    @Test func `numbers of another organization are not shown`() async throws {
        try await withEmulator { emulator in
            try seed(emulator, owner: try emulator.createCustomer())
            let list = try emulator.client(otherKey).get("/accounts?status=all")
            #expect(list.data == [])
        }
    }
}

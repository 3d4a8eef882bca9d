import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct GetCustomerTests {
    @Test func `a customer shows its own accounts, oldest first`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let stranger = try emulator.createCustomer()
            let connected = WhatsAppAccount(
                phoneNumberID: "1111475158712095",
                phoneNumber: "+62 857-2516-5424",
                name: "Acme Logistics",
                status: .connected,
                customerID: Identifier(id),
                onboardedAt: emulator.clock.now
            )
            var foreign = connected
            foreign.phoneNumberID = "106540352242922"
            foreign.customerID = Identifier(stranger)
            try emulator.seed(connected)
            try emulator.seed(foreign)
            try emulator.seed(
                WhatsAppAccount(
                    phoneNumberID: nil,
                    phoneNumber: nil,
                    name: nil,
                    status: .onboarding,
                    customerID: Identifier(id)
                )
            )

            let answer = try emulator.client().get("/customers/\(id)")
            #expect(
                answer.data["whatsapp_accounts"] == [
                    [
                        "phone_number_id": "1111475158712095", "phone_number": "+62 857-2516-5424",
                        "name": "Acme Logistics", "status": "connected", "onboarded_at": "2026-06-04T10:00:00.000Z",
                    ],
                    [
                        "phone_number_id": nil, "phone_number": nil, "name": nil, "status": "onboarding",
                        "onboarded_at": nil,
                    ],
                ]
            )
        }
    }

    @Test func `an archived customer can still be read, with its accounts`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try emulator.seed(
                WhatsAppAccount(
                    phoneNumberID: "106540352242922",
                    phoneNumber: nil,
                    name: "Support",
                    status: .degraded,
                    customerID: Identifier(id)
                )
            )
            let archived = try emulator.client().delete("/customers/\(id)")
            let read = try emulator.client().get("/customers/\(id)")
            #expect(read.status == 200)
            #expect(read.data["status"] == "archived")
            #expect(read.data["archived_at"] == archived.data["archived_at"])
            #expect(read.data["whatsapp_accounts"]?.array?.count == 1)
        }
    }

    @Test(arguments: [
        "cus_00000000000000000000000000", "cus_short", "cus_", "nonsense", "0", "%20", "%C3%A4", "a%2Fb", "..",
        "cus_335t08rm0eakn9dte6rd5rwp7b",
    ])
    func `a customer id that is unknown or malformed is not found`(id: String) async throws {
        try await withEmulator { emulator in
            expect(try emulator.client().get("/customers/\(id)"), refuses: 404, "resource_not_found")
        }
    }

    @Test func `a refusal names the customer that was not found`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().get("/customers/cus_nobody")
            #expect(answer.message == "No such customer: cus_nobody.")
            #expect(answer.json["error"]?["type"] == "not_found")
        }
    }

    @Test(arguments: [HTTPMethod.GET, .PATCH, .DELETE])
    func `a customer of another organization is not found`(method: HTTPMethod) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(key: otherKey)
            let body = method == .PATCH ? Array(#"{"name":"Mine now"}"#.utf8) : []
            let answer = try emulator.client().send(method, "/customers/\(id)", body: body)
            expect(answer, refuses: 404, "resource_not_found")
            let untouched = try emulator.client(otherKey).get("/customers/\(id)")
            #expect(untouched.data["name"] == "Acme Logistics")
            #expect(untouched.data["status"] == "pending")
        }
    }

    @Test func `a customer id in another letter case is not found`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(try emulator.client().get("/customers/\(id.lowercased())"), refuses: 404, "resource_not_found")
        }
    }
}

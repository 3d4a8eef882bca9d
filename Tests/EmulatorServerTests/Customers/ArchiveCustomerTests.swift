import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ArchiveCustomerTests {
    @Test(arguments: [CustomerStatus.pending, .active, .suspended])
    func `a pending, active or suspended customer can be archived`(status: CustomerStatus) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: status)
            emulator.clock.advance(by: .seconds(3600))
            let before = try emulator.client().get("/customers").data[0]
            let answer = try emulator.client().delete("/customers/\(id)")
            #expect(answer.status == 200)
            var expected = try #require(before?.object)
            expected["status"] = "archived"
            expected["archived_at"] = "2026-06-04T11:00:00.000Z"
            expected["updated_at"] = "2026-06-04T11:00:00.000Z"
            #expect(answer.data == .object(expected))
        }
    }

    @Test func `a customer can be archived only once`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let first = try emulator.client().delete("/customers/\(id)")
            emulator.clock.advance(by: .seconds(1))
            let second = try emulator.client().delete("/customers/\(id)")
            expect(second, refuses: 409, "conflict")
            #expect(second.message == "The customer is archived.")
            let list = try emulator.client().get("/customers?status=archived")
            #expect(list.data == [first.data])
            #expect(try emulator.events().map(\.type) == ["customer.created", "customer.archived"])
        }
    }

    @Test func `a customer that does not exist cannot be archived`() async throws {
        try await withEmulator { emulator in
            expect(
                try emulator.client().delete("/customers/cus_00000000000000000000000000"),
                refuses: 404,
                "resource_not_found"
            )
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `the links and accounts of an archived customer stay as they are`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            _ = try emulator.createLink(of: id)
            try emulator.seed(
                WhatsAppAccount(
                    phoneNumberID: "106540352242922",
                    phoneNumber: nil,
                    name: "Support",
                    status: .connected,
                    customerID: Identifier(id)
                )
            )
            _ = try emulator.client().delete("/customers/\(id)")
            let links = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(links.column("status") == ["active"])
            let accounts = try emulator.client().get("/accounts")
            #expect(accounts.data[0]?["customer"]?["id"] == .string(id))
        }
    }

    @Test func `the body of an archive request is ignored`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().send(
                .DELETE,
                "/customers/\(id)",
                body: Array("not json".utf8),
                headers: ["Content-Type": "text/plain"]
            )
            #expect(answer.status == 200)
        }
    }
}

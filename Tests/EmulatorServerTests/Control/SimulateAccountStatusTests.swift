import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct SimulateAccountStatusTests {
    private static let path = "/__admin/simulate/account_status"

    private func seed(_ emulator: Emulator, owner: String? = nil, key: String = usualKey) throws {
        try emulator.seed(
            WhatsAppAccount(
                phoneNumberID: "1111475158712095",
                phoneNumber: "+62 857-2516-5424",
                name: "Toko",
                status: .connected,
                customerID: owner.map { Identifier($0) }
            ),
            key: key
        )
    }

    @Test(arguments: WhatsAppAccount.Status.allCases.map(\.rawValue))
    func `a number can take any status, and the change sends no event`(status: String) async throws {
        try await withEmulator { emulator in
            let owner = try emulator.createCustomer()
            try seed(emulator, owner: owner)
            let events = try emulator.events().count
            let body: JSONValue = ["phone_number_id": "1111475158712095", "status": .string(status)]
            let answer = try emulator.control(usualKey).post(Self.path, body)
            #expect(answer.status == 200)
            #expect(
                answer.json["account"] == [
                    "object": "account", "phone_number_id": "1111475158712095", "phone_number": "+62 857-2516-5424",
                    "name": "Toko", "status": .string(status),
                    "customer": ["id": .string(owner), "name": "Acme Logistics"],
                ]
            )
            #expect(try emulator.client().get("/accounts?status=all").data[0] == answer.json["account"])
            #expect(try emulator.client().get("/accounts").data.array?.count == (status == "connected" ? 1 : 0))
            #expect(try emulator.customer(owner)["whatsapp_accounts"]?[0]?["status"] == .string(status))
            #expect(try emulator.events().count == events)
        }
    }

    @Test func `a number that the world does not have is not found`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let body: JSONValue = ["phone_number_id": "106540352242922", "status": "degraded"]
            expectProblem(try emulator.control(usualKey).post(Self.path, body), 404, "not_found")
            let foreign: JSONValue = ["phone_number_id": "1111475158712095", "status": "degraded"]
            expectProblem(try emulator.control(otherKey).post(Self.path, foreign), 404, "not_found")
        }
    }

    @Test func `a request without a key needs exactly one sandbox`() async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["phone_number_id": "1111475158712095", "status": "degraded"]
            expectProblem(try emulator.control().post(Self.path, body), 400, "sandbox_required")
            try seed(emulator)
            #expect(try emulator.control().post(Self.path, body).json["account"]?["status"] == "degraded")
            _ = try emulator.world(of: otherKey)
            expectProblem(try emulator.control().post(Self.path, body), 400, "sandbox_required")
        }
    }

    @Test(
        arguments: [
            [:], ["phone_number_id": "1111475158712095"], ["status": "degraded"],
            ["phone_number_id": "1111475158712095", "status": "gone"],
            ["phone_number_id": 1_111_475_158_712_095, "status": "degraded"],
        ] as [JSONValue]
    )
    func `an invalid account_status request is refused`(body: JSONValue) async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            expectProblem(try emulator.control(usualKey).post(Self.path, body), 400, "invalid_body")
        }
    }
}

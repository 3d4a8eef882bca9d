import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The coverage of contracts other than openapi.yaml.
@Suite struct ForeignCoverageTests {
    /// A shop with one operation that needs a key, and one that a mistake in the contract affects.
    static let shop =
        ForeignContract.header + """
            security: [{ key: [] }]
            paths:
              /things/{id}:
                post:
                  operationId: changeThing
                  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
                  requestBody: { content: { application/json: { schema: { type: object } } } }
                  responses:
                    '200': { description: The thing., content: { application/json: { example: { id: 1 } } } }
                    '202': { description: Later. }
                    4XX: { description: Refused. }
                    '503': { description: Down. }
                    default: { description: Anything else. }
            webhooks:
              thing.changed: { post: { responses: { '200': { description: Thanks. } } } }
            components: { securitySchemes: { key: { type: http, scheme: bearer } } }
            """

    @Test func `an answer from the contract counts, and a class of statuses counts as one`() async throws {
        try await withEmulator(contract: try ForeignContract.load(Self.shop)) { emulator in
            #expect(try emulator.client().post("/things/7", [:]).headers["X-Mock-Source"] == ["contract"])
            for _ in 1...2 { _ = try emulator.client(nil).post("/things/7", [:]) }
            _ = try emulator.client().send(.POST, "/things/7", body: Array("{".utf8))
            let coverage = try emulator.coverage(key: nil)
            #expect(
                coverage["operations"] == [
                    "changeThing": [
                        "statuses": ["200": 1, "400": 1, "401": 2],
                        "codes": ["invalid_request": 1, "missing_api_key": 2],
                    ]
                ]
            )
            #expect(coverage["codes"] == ["invalid_request": 1, "missing_api_key": 2])
            #expect(["operations", "statuses", "codes", "events"].map(coverage.seen) == [1, 2, 0, 0])
            #expect(["operations", "statuses", "codes", "events"].map(coverage.all) == [1, 4, 0, 1])
        }
    }

    @Test func `a hint says what the emulator cannot answer from the contract`() async throws {
        try await withEmulator(contract: try ForeignContract.load(Self.shop)) { emulator in
            let onlyFault = "Only a fault rule sends this response, which does not count."
            let gaps = try emulator.gaps("status")
            #expect(gaps["changeThing 200"] == "Send POST /things/{id} with a body that its schema allows.")
            #expect(gaps["changeThing 4XX"] == "Send the request with a body that cannot be read, such as `{`.")
            #expect(gaps["changeThing 202"] == onlyFault)
            #expect(gaps["changeThing 503"] == onlyFault)
            let event = try #require(try emulator.gaps("event")["thing.changed"])
            #expect(event.hasPrefix("Only POST /__admin/webhooks/trigger sends this event"))
        }
    }

    @Test func `an operation that a mistake in the contract affects has only a gap that says so`() async throws {
        let broken =
            ForeignContract.header + """
                paths:
                  /things:
                    get:
                      operationId: listThings
                      responses: { '200': { $ref: '#/components/responses/Missing' } }
                """
        try await withEmulator(contract: try ForeignContract.load(broken)) { emulator in
            expectProblem(try emulator.client().get("/things"), 500, "broken_contract")
            let coverage = try emulator.coverage("?gaps=true", key: nil)
            #expect(coverage["operations"] == [:])
            #expect(["operations", "statuses", "codes", "events"].map(coverage.all) == [1, 0, 0, 0])
            let gaps = try #require(coverage["gaps"]?.array)
            #expect(gaps.count == 1)
            #expect(gaps.first?["hint"]?.string?.contains("every answer is 500 broken_contract") == true)
        }
    }
}

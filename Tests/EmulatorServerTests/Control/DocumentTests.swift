import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct DocumentTests {
    @Test func `the contract is served byte for byte`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/contract.yaml")
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == ["application/yaml"])
            #expect(String(decoding: answer.bytes, as: UTF8.self) == (try SourceTree.text("openapi.yaml")))
        }
    }

    @Test func `control.yaml is served byte for byte`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/openapi.yaml")
            #expect(answer.headers["Content-Type"] == ["application/yaml"])
            let file = try SourceTree.text("Sources/EmulatorServer/Control/control.yaml")
            #expect(String(decoding: answer.bytes, as: UTF8.self) == file)
        }
    }

    @Test func `control.yaml passes every check of the contract loader`() throws {
        let text = try SourceTree.text("Sources/EmulatorServer/Control/control.yaml")
        let contract = try ContractLoader.load(text: text, name: "control.yaml", checkEverything: true)
        #expect(contract.basePath == "")
        #expect(contract.operations.allSatisfy { !$0.requiresKey })
    }

    @Test func `a step can expect every problem code of the control API`() throws {
        let response = ControlContract.document["components"]?["schemas"]?["ScenarioResponse"]
        let codes = try #require(response?["properties"]?["code"]?["enum"]?.array)
        #expect(codes.compactMap(\.string).sorted() == MockError.Code.allCases.map(\.rawValue).sorted())
    }

    @Test func `every operation of control.yaml has a handler, and every handler an operation`() async throws {
        try await withEmulator { emulator throws in
            let described = Set(ContractLibrary.control.operations.map(\.id))
            #expect(emulator.application.responder.controlOperations == described)
        }
    }

    @Test func `a CA certificate is served only when --tls made one`() async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get("/__admin/tls/ca.pem"), 404, "not_found")
        }
        let pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        try await withEmulator({ $0.certificateAuthority = pem }) { emulator in
            let answer = try emulator.control().get("/__admin/tls/ca.pem")
            #expect(answer.headers["Content-Type"] == ["application/x-pem-file"])
            #expect(answer.bytes == Array(pem.utf8))
        }
    }
}

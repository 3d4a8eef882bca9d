import Contract
import EmulatorServer
import EmulatorTesting
import Testing

/// The contract and the code that attaches to it.
@Suite struct ContractCoverageTests {
    @Test func `openapi.yaml is without a mistake`() throws {
        _ = try ContractLoader.load(file: SourceTree.path("openapi.yaml"), checkEverything: true)
    }

    @Test func `no handler is left without an operation`() async throws {
        try await withEmulator { emulator in
            #expect(emulator.application.facts.idleHandlers.isEmpty)
            #expect(emulator.application.facts.operationCount == 51)
        }
    }

    @Test func `every error code of ours is in the catalogue`() throws {
        let catalog = try ContractLoader.load(file: SourceTree.path("openapi.yaml")).errorCatalog
        for code in ErrorCode.allCases {
            #expect(catalog[code.rawValue] != nil, "\(code.rawValue)")
        }
    }
}

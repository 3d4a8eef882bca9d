import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

/// The contract and the handlers for its operations.
@Suite struct ContractCoverageTests {
    @Test func `the project's contract has no mistakes`() throws {
        _ = try ContractLoader.load(file: SourceTree.path("openapi.yaml"), checkEverything: true)
    }

    @Test(arguments: ["openapi.yaml", "Sources/EmulatorServer/Control/control.yaml"])
    func `no YAML key is the rest of an unquoted description with a comma`(_ file: String) throws {
        let document = try SourceDocument(try SourceTree.text(file), file: file).value
        let keys = Self.sentences(in: document)
        #expect(keys.isEmpty)
    }

    /// The keys that contain a blank and have no value.
    private static func sentences(in value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { name, member in
                (member == .null && name.contains(" ") ? [name] : []) + sentences(in: member)
            }
        case .array(let elements): elements.flatMap(sentences)
        case .null, .bool, .integer, .number, .string: []
        }
    }

    @Test func `every handler has an operation in the contract`() async throws {
        try await withEmulator { emulator in
            #expect(emulator.application.facts.idleHandlers.isEmpty)
            #expect(emulator.application.facts.operationCount == 51)
        }
    }

    @Test func `every error code of the program is in the contract's error catalogue`() throws {
        let catalog = try ContractLoader.load(file: SourceTree.path("openapi.yaml")).errorCatalog
        for code in ErrorCode.allCases {
            #expect(catalog[code.rawValue] != nil, "\(code.rawValue)")
        }
    }
}

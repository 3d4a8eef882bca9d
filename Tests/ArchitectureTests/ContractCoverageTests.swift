import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

/// The contract and the code that attaches to it.
@Suite struct ContractCoverageTests {
    @Test func `openapi.yaml is without a mistake`() throws {
        _ = try ContractLoader.load(file: SourceTree.path("openapi.yaml"), checkEverything: true)
    }

    @Test(arguments: ["openapi.yaml", "Sources/EmulatorServer/Control/control.yaml"])
    func `a description with a comma is quoted, so that no key is made of its rest`(_ file: String) throws {
        let document = try SourceDocument(try SourceTree.text(file), file: file).value
        let keys = Self.sentences(in: document)
        #expect(keys.isEmpty)
    }

    /// The keys without a value that have a blank in them.
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

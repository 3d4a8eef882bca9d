import EmulatorTesting
import Foundation
import Testing

/// The table of evidence, which `check` compares with the contract.
@Suite(.timeLimit(.minutes(15)))
struct EvidenceTests {
    private static let page = "Sources/EmulatorServer/Documentation.docc/Evidence.md"

    /// Calls `body` with a folder that has the contract and the page, and the path of the contract.
    private func withCopy(_ body: (String, String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let documentation = URL(fileURLWithPath: "\(folder)/\(Self.page)").deletingLastPathComponent()
            try FileManager.default.createDirectory(at: documentation, withIntermediateDirectories: true)
            for file in ["openapi.yaml", Self.page] {
                try SourceTree.text(file).write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
            }
            try await body(folder, folder + "/openapi.yaml")
        }
    }

    private static func change(_ file: String, _ text: String, to other: String) throws {
        let content = try String(contentsOfFile: file, encoding: .utf8)
        let place = try #require(content.firstRange(of: text))
        let changed = content.replacingCharacters(in: place, with: other)
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
    }

    @Test func `check fails if the table is stale, and can write it again`() async throws {
        try await withCopy { folder, contract in
            let sound = try await runMock("check", contract)
            #expect(sound.status == 0, "\(sound.errors)")
            let recorded = "operationId: getMe\n      x-evidence: { recorded: 2026-06-05 }"
            try Self.change(contract, "operationId: getMe\n      x-evidence: documented", to: recorded)
            let stale = try await runMock("check", contract)
            #expect(stale.status == 3)
            #expect(stale.errors.contains(/Evidence\.md:\d+:1: error: the table does not match `x-evidence`/))
            #expect(stale.errors.contains("write it again with `kirimdev-mock check --write-evidence \(contract)`"))
            let written = try await runMock("check", "--write-evidence", contract)
            #expect(written.status == 0, "\(written.errors)")
            let text = try String(contentsOfFile: "\(folder)/\(Self.page)", encoding: .utf8)
            #expect(text.contains("| `getMe` | `GET /v1/me` | recorded on 2026-06-05 |"))
            #expect(try await runMock("check", contract).status == 0)
        }
    }

    @Test func `a missing table is stale, and a contract elsewhere needs none`() async throws {
        try await withCopy { folder, contract in
            try FileManager.default.removeItem(atPath: "\(folder)/\(Self.page)")
            #expect(try await runMock("check", contract).status == 3)
            try FileManager.default.removeItem(atPath: folder + "/Sources")
            #expect(try await runMock("check", contract).status == 0)
        }
    }

    @Test func `an operation without a mark, or with an unknown one, is reported`() async throws {
        try await withCopy { _, contract in
            try Self.change(contract, "operationId: getMe\n      x-evidence: documented", to: "operationId: getMe")
            let unmarked = try await runMock("check", contract)
            #expect(unmarked.status == 3)
            #expect(unmarked.errors.contains("the operation getMe has no `x-evidence`"))
            try Self.change(contract, "operationId: getMe", to: "operationId: getMe\n      x-evidence: proven")
            let unknown = try await runMock("check", contract)
            #expect(unknown.status == 3)
            #expect(unknown.errors.contains("`x-evidence` must be `contract`, `documented` or {recorded: DATE}"))
        }
    }
}

import Contract
import Documents
import EmulatorCore
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorServer

/// The documents for coding agents: `/llms.txt` and `/__admin/docs.md`.
@Suite struct AgentDocumentTests {
    private static let host: HTTPHeaders = ["Host": "127.0.0.1:8080"]

    private func text(_ path: String, of emulator: Emulator) throws -> String {
        let answer = try emulator.control().get(path, headers: Self.host)
        try #require(answer.status == 200)
        return String(decoding: answer.bytes, as: UTF8.self)
    }

    /// The cells of each row of the table that follows a heading, without the row of titles.
    private func rows(after heading: String, in guide: String) throws -> [[String]] {
        let lines = guide.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: Substring(heading)), "\(heading)")
        let table = lines[(start + 1)...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        return table.dropFirst(2).map(cells)
    }

    /// The cells of a line, which an unescaped bar separates.
    private func cells(of line: Substring) -> [String] {
        let bar = "\u{0}"
        let parts = line.replacing("\\|", with: bar).split(separator: "|", omittingEmptySubsequences: false)
        return parts.dropFirst().dropLast().map { String($0.dropFirst().dropLast().replacing(bar, with: "|")) }
    }

    // MARK: The index

    @Test func `llms.txt is short plain text in the form of llmstxt.org`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/llms.txt", headers: Self.host)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == ["text/plain; charset=utf-8"])
            #expect(answer.bytes.count < 4096)
            let lines = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n")
            #expect(lines.first == "# kirimdev-mock")
            #expect(lines.dropFirst().first?.hasPrefix("> ") == true)
            let headings = lines.filter { $0.hasPrefix("#") }.dropFirst()
            let expected = ["Documentation", "Tools for agents (MCP, Streamable HTTP)", "State of the server"]
            #expect(headings == expected.map { "## \($0)" }[...])
        }
    }

    @Test func `llms.txt names the addresses of this server, and each of its links is answered`() async throws {
        try await withEmulator { emulator in
            let index = try text("/llms.txt", of: emulator)
            #expect(index.contains("- Base URL of the API: http://127.0.0.1:8080/v1\n"))
            #expect(index.contains("`kdv_test_local`"))
            let links = index.matches(of: #/\]\(http:\/\/127\.0\.0\.1:8080(\/__admin\/[^)]+)\)/#).map { String($0.1) }
            #expect(links.count >= 6)
            for link in links where link != "/__admin/mcp" {
                #expect(try emulator.control().get(link).status == 200, "\(link)")
            }
        }
    }

    @Test func `both documents use --public-url`() async throws {
        try await withEmulator({ $0.publicURL = "https://mock.example/" }) { emulator in
            for path in ["/llms.txt", "/__admin/docs.md"] {
                let document = try text(path, of: emulator)
                #expect(document.contains("https://mock.example/v1"))
                #expect(!document.contains("127.0.0.1"))
            }
        }
    }

    @Test func `HEAD is answered for both documents, and no sandbox is created`() async throws {
        try await withEmulator { emulator throws in
            for path in ["/llms.txt", "/__admin/docs.md", "/llms.txt/", "/llms.txt?x=1"] {
                #expect(try emulator.control("kdv_test_bystander").send(.HEAD, path).status == 200)
            }
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test func `llms.txt needs no admin token and names its header, and the guide requires it`() async throws {
        try await withEmulator({ $0.adminToken = "secret-1" }) { emulator in
            let index = try text("/llms.txt", of: emulator)
            #expect(index.contains("X-Mock-Admin-Token"))
            #expect(!index.contains("secret-1"))
            expectProblem(try emulator.control().get("/__admin/docs.md"), 401, "unauthorized")
            let headers: HTTPHeaders = ["X-Mock-Admin-Token": "secret-1"]
            let answer = try emulator.control().get("/__admin/docs.md", headers: headers)
            #expect(answer.status == 200)
            #expect(!String(decoding: answer.bytes, as: UTF8.self).contains("secret-1"))
        }
    }

    // MARK: The guide

    @Test func `the guide is Markdown that begins with the address, the key and the first calls`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/docs.md", headers: Self.host)
            #expect(answer.headers["Content-Type"] == ["text/markdown; charset=utf-8"])
            let guide = String(decoding: answer.bytes, as: UTF8.self)
            #expect(guide.hasPrefix("# kirimdev-mock \(EmulatorVersion.current)\n"))
            let start = try #require(guide.split(separator: "\n## ").dropFirst().first)
            #expect(start.contains("- Base URL of the API: http://127.0.0.1:8080/v1\n"))
            #expect(start.contains("Bearer kdv_test_local' 'http://127.0.0.1:8080/v1/customers'"))
            #expect(start.contains("-X POST 'http://127.0.0.1:8080/__admin/reset'"))
        }
    }

    @Test func `the title of a contract stays on the line of the contract, and is no code`() async throws {
        let contract = #"""
            openapi: 3.1.0
            info: { title: "Shop\n## `Ignore` this\r\n- and that", version: "1" }
            paths: {}
            """#
        try await withEmulator(contract: try ForeignContract.load(contract)) { emulator in
            let guide = try text("/__admin/docs.md", of: emulator)
            #expect(guide.contains("\n- Contract of the API: Shop ## 'Ignore' this - and that 1, at http"))
        }
    }

    @Test func `the guide lists every operation of control.yaml once, with its parameters and body`() async throws {
        try await withEmulator { emulator in
            let guide = try text("/__admin/docs.md", of: emulator)
            let tags = try #require(ControlContract.document["tags"]?.array?.compactMap { $0["name"]?.string })
            let rows = try tags.flatMap { try self.rows(after: "### \($0)", in: guide) }
            let calls = rows.map { $0[0] }
            let operations = ContractLibrary.control.operations
            #expect(calls.sorted() == operations.map { "`\($0.method) \($0.fullPath)`" }.sorted())
            for operation in operations {
                let call = "`\(operation.method) \(operation.fullPath)`"
                let row = try #require(rows.first { $0[0].hasPrefix(call) })
                #expect(operation.parameters.allSatisfy { row[2].contains("`\($0.name)`") }, "\(call)")
                #expect(operation.bodyFieldOrder.allSatisfy { row[3].contains("`\($0)`") }, "\(call)")
                #expect(row[1] != operation.id && !row[1].isEmpty, "\(call)")
            }
        }
    }

    @Test func `the guide marks the members of a body that are required`() async throws {
        try await withEmulator { emulator in
            let guide = try text("/__admin/docs.md", of: emulator)
            #expect(try rows(after: "### State", in: guide).contains { $0[3].hasPrefix("`name` (required)") })
            #expect(try rows(after: "### Scenarios", in: guide).contains { $0[3].hasPrefix("`application/yaml`") })
        }
    }

    @Test func `the guide lists every scenario file with its description`() async throws {
        try await withEmulator { emulator in
            let listed = try #require(try emulator.control().get("/__admin/scenarios").data.array)
            try #require(listed.count > 20)
            let found = try rows(after: "## Scenarios", in: try text("/__admin/docs.md", of: emulator))
            let expected = listed.map { ["`\($0["name"]?.string ?? "")`", $0["description"]?.string ?? ""] }
            #expect(found == expected)
        }
    }

    @Test func `the guide lists every error code of the contract and of the control API`() async throws {
        try await withEmulator { emulator in
            let guide = try text("/__admin/docs.md", of: emulator)
            let codes = try rows(after: "## Error codes of the API", in: guide).map { $0[0] }
            #expect(codes == emulator.contract.errorCatalog.entries.map { "`\($0.code)`" })
            let own = try rows(after: "## Error codes of the emulator", in: guide).map { $0[0] }
            #expect(own == MockError.Code.allCases.map { "`\($0.rawValue)`" })
        }
    }

    @Test func `the guide lists every tool of both endpoints`() async throws {
        try await withEmulator { emulator in
            let guide = try text("/__admin/docs.md", of: emulator)
            let ofAPI = try rows(after: "## Tools for agents (MCP, Streamable HTTP)", in: guide)
            let tools = emulator.contract.tools
            #expect(ofAPI == tools.map { ["`\($0.name)`", $0.description, "`\($0.operation.id)`"] })
            let list: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "tools/list"]
            let answer = try emulator.control().post("/__admin/mcp", list).json
            let listed = try #require(answer["result"]?["tools"]?.array)
            for tool in listed {
                let name = try #require(tool["name"]?.string)
                #expect(guide.contains("\n| `\(name)` | "), "\(name)")
            }
        }
    }

    @Test func `the guide has the text of every member of an argument of the emulator's tools`() async throws {
        try await withEmulator { emulator in
            let heading = "### Members of the arguments of the emulator's tools"
            let rows = try rows(after: heading, in: try text("/__admin/docs.md", of: emulator))
            #expect(Set(rows.map { $0[2] }).count == rows.count)
            let expected: [[String]] = [
                ["`wait`, `verify`", "`request.status`, `expect[].request.status`"],
                ["`inject_fault`", "`then.truncate.after`"],
                ["`set_organization`", "`switches.media_response`"],
            ]
            for row in expected { #expect(rows.contains { Array($0.prefix(2)) == row }, "\(row)") }
            for tool in FixtureTools.all.map(\.definition) {
                for (name, argument) in try #require(tool.inputSchema["properties"]?.object) {
                    for text in Self.texts(below: argument) {
                        let row = try #require(rows.first { $0[2] == text }, "\(tool.name) \(name): \(text)")
                        #expect(row[0].contains("`\(tool.name)`"))
                    }
                }
            }
        }
    }

    /// The descriptions in the parts of a schema.
    private static func texts(below schema: JSONValue) -> [String] {
        let parts =
            (schema["properties"]?.object ?? [:]).values.elements
            + ["items", "additionalProperties"].compactMap { schema[$0] }
            + ["oneOf", "anyOf", "allOf"].flatMap { schema[$0]?.array ?? [] }
        return parts.flatMap { [$0["description"]?.string].compactMap { $0 } + texts(below: $0) }
    }

    @Test func `every row of a table in the guide has as many cells as its titles`() async throws {
        try await withEmulator { emulator in
            let lines = try text("/__admin/docs.md", of: emulator).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            var width: Int?
            for line in lines {
                guard line.hasPrefix("|") else {
                    width = nil
                    continue
                }
                #expect(line.hasSuffix("|"))
                let count = cells(of: line).count
                #expect(count == width ?? count, "\(line)")
                width = count
            }
        }
    }
}

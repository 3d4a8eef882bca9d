import Contract
import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorServer

/// The list of the fixture's tools, and what their results have.
@Suite struct FixtureToolTests {
    private func tools(_ emulator: Emulator) async throws -> [JSONValue] {
        try #require(try await emulator.sendToFixture("tools/list").json["result"]?["tools"]?.array)
    }

    @Test func `there are at most fifteen tools, and status is the first`() async throws {
        try await withEmulator { emulator in
            let names = try await tools(emulator).column("name").compactMap(\.string)
            #expect(names == FixtureTools.all.map(\.definition.name))
            #expect(names.first == "status")
            #expect(names.count <= 15)
            #expect(Set(names).count == names.count)
        }
    }

    @Test func `every tool has a title, a description and all annotations`() async throws {
        try await withEmulator { emulator in
            for tool in try await tools(emulator) {
                #expect(tool["title"]?.string?.isEmpty == false, "\(tool)")
                #expect(tool["description"]?.string?.contains("eturns") == true, "\(tool)")
                let annotations = try #require(tool["annotations"]?.object)
                #expect(
                    Set(annotations.keys) == ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]
                )
                #expect(annotations.values.allSatisfy { $0.bool != nil })
            }
        }
    }

    @Test func `the text of a tool that changes something says what is lost and what is kept`() {
        for tool in FixtureTools.all where !tool.definition.annotations.readOnly {
            #expect(tool.definition.description.contains(/[Ll]ost: |lose/), "\(tool.definition.name)")
            guard tool.definition.annotations.destructive else { continue }
            #expect(tool.definition.description.contains(/Kept: |keeps/), "\(tool.definition.name)")
        }
        for tool in FixtureTools.all where tool.definition.annotations.readOnly {
            #expect(
                tool.definition.description.contains(/[Cc]hanges nothing|nothing changes/),
                "\(tool.definition.name)"
            )
        }
    }

    @Test(arguments: FixtureTools.all.map(\.definition.name))
    func `the input schema accepts the example, and is plain`(name: String) throws {
        let tool = try #require(FixtureTools.named[name])
        let schema = tool.definition.inputSchema
        #expect(SchemaValidator(schema).violations(of: .object(tool.example)) == [])
        #expect(SchemaValidator(schema).violations(of: ["nonsense": 1]) != [])
        #expect(schema["type"] == "object")
        let keywords = Set(schema.object?.keys ?? [])
        #expect(keywords.isSubset(of: ["type", "properties", "required", "additionalProperties"]))
        #expect(schema["properties"]?["sandbox"] != nil)
        #expect(Self.keys(in: schema).allSatisfy { $0 != "$ref" && !$0.hasPrefix("x-") })
    }

    // MARK: The list

    @Test func `the list has less than 31,000 bytes`() async throws {
        try await withEmulator { emulator in
            let list = try await emulator.sendToFixture("tools/list")
            #expect(list.bytes.count < 31_000)
        }
    }

    @Test(arguments: FixtureTools.all.map(\.definition.name))
    func `the list has a short input schema with all arguments and their descriptions`(name: String) throws {
        let whole = try #require(FixtureTools.named[name])
        let listed = try #require(FixtureTools.list.tools.first { $0.name == name })
        #expect(SchemaValidator(listed.inputSchema).violations(of: .object(whole.example)) == [])
        #expect(SchemaValidator(listed.inputSchema).violations(of: ["nonsense": 1]) != [])
        #expect(listed.inputSchema["required"] == whole.definition.inputSchema["required"])
        let arguments = try #require(listed.inputSchema["properties"]?.object)
        let wholeArguments = try #require(whole.definition.inputSchema["properties"]?.object)
        #expect(arguments.keys == wholeArguments.keys)
        for (argument, schema) in arguments {
            guard let text = wholeArguments[argument]?["description"]?.string else { continue }
            let shown = schema["description"]?.string ?? ""
            #expect(shown.hasPrefix(text) || shown.hasPrefix("Its members are those of "), "\(argument)")
        }
    }

    @Test func `an object that refers to another in the list refers to one whose members are shown`() throws {
        let texts = FixtureTools.list.tools.flatMap { tool in
            Self.descriptions(in: tool.inputSchema).map { (tool: tool.name, text: $0) }
        }
        let references = try texts.compactMap { tool, text in
            try /Its members are those of `(\w+)`(?: of (\w+))?\.$/.firstMatch(in: text).map {
                (tool: $0.2.map(String.init) ?? tool, argument: String($0.1))
            }
        }
        #expect(references.contains { $0 == ("simulate", "image") })
        #expect(references.contains { $0 == ("wait", "request") })
        for (name, argument) in references {
            let tool = try #require(FixtureTools.list.tools.first { $0.name == name })
            #expect(tool.inputSchema["properties"]?[argument]?["properties"]?.object?.isEmpty == false, "\(argument)")
        }
    }

    private static func descriptions(in value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            [members["description"]?.string].compactMap { $0 } + members.values.flatMap(descriptions)
        case .array(let elements): elements.flatMap(descriptions)
        case .null, .bool, .integer, .number, .string: []
        }
    }

    private static func keys(in value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members): members.values.reduce(Set(members.keys)) { $0.union(keys(in: $1)) }
        case .array(let elements): elements.reduce([]) { $0.union(keys(in: $1)) }
        case .null, .bool, .integer, .number, .string: []
        }
    }

    @Test func `every tool but status is in its advice, once`() async throws {
        try await withEmulator { emulator in
            let advice = try await emulator.use("status")["next"]?.array?.column("tool").compactMap(\.string) ?? []
            #expect(advice.sorted() == FixtureTools.all.map(\.definition.name).filter { $0 != "status" }.sorted())
        }
    }

    // MARK: Results

    /// A call of every tool in a world with a customer, its setup link and the snapshot `a`.
    private static func calls(customer: String) -> [(String, JSONObject)] {
        [
            ("status", [:]),
            ("changes", [:]),
            ("explain", ["method": "POST", "path": "/v1/customers", "body": ["name": "B"]]),
            ("find_requests", [:]),
            ("verify", ["expect": [["request": ["any": true]]]]),
            ("wait", ["request": ["any": true]]),
            ("simulate", ["what": "onboarding", "customer_id": .string(customer)]),
            ("inject_fault", ["preset": "feature_not_entitled"]),
            ("clear_faults", [:]),
            ("trigger_event", ["event": "customer.onboarded"]),
            ("advance_clock", ["by": "0s"]),
            ("set_organization", ["plan": "pro"]),
            ("snapshot", ["action": "list"]),
            ("snapshot", ["action": "save", "name": "b"]),
            ("snapshot", ["action": "delete", "name": "b"]),
            ("snapshot", ["action": "restore", "name": "a"]),
            ("reset", [:]),
            ("load_scenario", ["name": "connected"]),
        ]
    }

    @Test func `a result has only members that the tool declares`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            let customer = try emulator.createCustomer()
            _ = try emulator.createLink(of: customer)
            _ = try await emulator.use("snapshot", ["action": "save", "name": "a"])
            let calls = Self.calls(customer: customer)
            #expect(Set(calls.map(\.0)) == Set(FixtureTools.named.keys))
            for (name, arguments) in calls {
                let result = try await emulator.use(name, arguments)
                let members = try #require(FixtureTools.named[name]?.members)
                let undeclared = (result.object?.keys ?? []).filter { !members.contains($0) }
                #expect(undeclared == [], "\(name)")
                #expect(result.object?.isEmpty == false, "\(name)")
                if let url = result["url"] { _ = try emulator.open(url) }
            }
        }
    }

    @Test func `the URL of a long list has more rows than the default of the list`() async throws {
        try await withEmulator { emulator in
            for _ in 1...101 { _ = try emulator.client().get("/customers") }
            let found = try await emulator.use("find_requests", ["operation": "listCustomers"])
            #expect(found["count"] == 101)
            #expect(try emulator.open(found["url"])["data"]?.array?.count == 101)
            let changes = try await emulator.use("changes")
            #expect(changes["url"]?.string?.contains("limit=10000") == true)
            let advanced = try await emulator.use("advance_clock", ["by": "0s"])
            #expect(advanced["url"]?.string?.contains("limit=1000") == true)
        }
    }

    @Test func `verify has a row for each expectation, and the URL of the first that is not met`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            _ = try emulator.client().get("/customers")
            let met: JSONValue = ["request": ["operation": "createCustomer"]]
            let unmet: JSONValue = ["request": ["operation": "listCustomers"], "count": 0]
            let result = try await emulator.use(
                "verify",
                ["expect": .array(Array(repeating: met, count: 24) + [unmet])]
            )
            #expect(result["outcome"] == "failed")
            #expect(result["results"]?.array?.count == 25)
            #expect(try emulator.open(result["url"])["operation"] == "listCustomers")
        }
    }

    @Test func `long lists are cut to twenty rows`() async throws {
        try await withEmulator { emulator in
            for number in 1...25 { _ = try emulator.createCustomer(["name": .string("C\(number)")]) }
            let found = try await emulator.use("find_requests", ["operation": "createCustomer"])
            #expect(found["count"] == 25)
            #expect(found["more"] == true)
            #expect(found["rows"]?.array?.column("seq") == (6...25).map { .integer($0) })
            let changes = try await emulator.use("changes")
            #expect(changes["counts"] == ["created": 25])
            #expect(changes["rows"]?.array?.count == 20)
            #expect(changes["more"] == true)
        }
    }

    // MARK: Errors

    @Test func `a mistake in the arguments is a tool error with a hint`() async throws {
        try await withEmulator { emulator in
            let unknown = try await emulator.tool("find_requests", ["operatio": "createCustomer"])
            #expect(unknown.isError)
            #expect(unknown["errors"]?[0]?["pointer"] == "/operatio")
            #expect(unknown["errors"]?[0]?["hint"] == "operation")
            let missing = try await emulator.tool("load_scenario")
            #expect(missing.isError)
            #expect(missing["errors"]?[0]?["pointer"] == "/name")
            let nested = try await emulator.tool(
                "inject_fault",
                ["on": ["operation": "createCustmer"], "then": ["error": "feature_not_entitled"]]
            )
            #expect(nested.isError)
            #expect(nested["errors"]?[0]?["hint"] == "createCustomer")
            let action = try await emulator.tool("snapshot", ["action": "restor", "name": "a"])
            #expect(action.isError)
            #expect(action["errors"]?[0]?["hint"] == "restore")
        }
    }

    @Test(
        arguments: [
            ("clear_faults", "id", [:]), ("load_scenario", "name", [:]), ("snapshot", "name", ["action": "save"]),
            ("snapshot", "name", ["action": "restore"]), ("snapshot", "name", ["action": "delete"]),
        ] as [(String, String, JSONObject)]
    )
    func `an empty name or id is refused`(tool: String, argument: String, others: JSONObject) async throws {
        try await withEmulator { emulator in
            _ = try await emulator.use("inject_fault", ["preset": "feature_not_entitled"])
            _ = try await emulator.use("snapshot", ["action": "save", "name": "a"])
            let refused = try await emulator.tool(tool, others.merging([argument: ""]) { $1 })
            #expect(refused.isError)
            #expect(refused["errors"]?[0]?["pointer"] == .string("/\(argument)"))
            #expect(refused["errors"]?[0]?["message"] == "must be at least 1 character long")
            #expect(try emulator.control(usualKey).get("/__admin/faults").data.array?.count == 1)
            #expect(try emulator.control(usualKey).get("/__admin/snapshots").data.array?.count == 1)
        }
    }

    @Test func `an argument that is null counts as absent`() async throws {
        try await withEmulator { emulator in
            let found = try await emulator.use("find_requests", ["operation": .null, "sandbox": .null])
            #expect(found["count"] == 0)
        }
    }

    @Test func `the body null is a body for explain`() async throws {
        try await withEmulator { emulator in
            let request: JSONObject = ["method": "POST", "path": "/v1/customers"]
            let none = try await emulator.use("explain", request)
            let null = try await emulator.use("explain", request.merging(["body": .null]) { $1 })
            #expect(none["error"] == "missing_required_field")
            #expect(null["error"] == "invalid_request")
        }
    }

    @Test func `an unknown tool is an error of the protocol`() async throws {
        try await withEmulator { emulator in
            let answer = try await emulator.sendToFixture("tools/call", ["name": "resett", "arguments": [:]])
            #expect(answer.status == 200)
            #expect(answer.json["error"]?["code"] == -32602)
        }
    }

    @Test func `a notification is accepted, and a body that is no JSON is refused`() async throws {
        try await withEmulator { emulator in
            let notification = Array(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#.utf8)
            let accepted = try emulator.control().send(.POST, Emulator.fixture, body: notification)
            #expect(accepted.status == 202)
            #expect(accepted.bytes.isEmpty)
            #expect(accepted.headers["Content-Type"] == [])
            for body in ["{", ""] {
                let refused = try emulator.control().send(.POST, Emulator.fixture, body: Array(body.utf8))
                #expect(refused.status == 400)
                #expect(refused.json["error"]?["code"] == -32700)
            }
            let get = try emulator.control().get(Emulator.fixture)
            #expect(get.status == 405)
            #expect(get.headers["Allow"] == ["POST"])
        }
    }

    @Test func `the page about the tools names every tool and every member of its result`() throws {
        let page = try SourceTree.text("Sources/EmulatorServer/Documentation.docc/FixtureTools.md")
        for tool in FixtureTools.all {
            let row = page.split(separator: "\n").first { $0.hasPrefix("| `\(tool.definition.name)`") }
            let text = try #require(row, "\(tool.definition.name)")
            for member in tool.members { #expect(text.contains("`\(member)`"), "\(tool.definition.name): \(member)") }
        }
    }
}

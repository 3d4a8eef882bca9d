import Contract
import Documents
import Testing

/// Requests are routed below the path of each server of an operation.
struct ServerPathTests {
    private func route(_ contract: Contract, _ path: String) -> String? {
        guard case .operation(let operation, let parameters) = contract.routes.match(method: "GET", path: path) else {
            return nil
        }
        return ([operation.id] + parameters.all.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }

    @Test(arguments: [
        ("https://a.example/v1", "/v1"), ("https://a.example", ""), ("https://a.example/", ""), ("/api/v2", "/api/v2"),
        ("v1", "/v1"), (".", ""), ("./v1/", "/v1"), ("../v1", "/v1"), ("", ""), ("//a.example/v1", "/v1"),
        ("/v1/../v2", "/v2"), ("/v1?a=b", "/v1"), ("https://{host}.example:{port}/{v}", "/{v}"),
        ("{scheme}://a.example/v1", "/v1"), ("//a.example", ""),
    ])
    func `the path of a server is the prefix of the paths of its operations`(url: String, path: String) throws {
        let text =
            "openapi: 3.1.0\nservers: [{ url: '\(url)' }]\npaths: { '/pets/{id}': { get: { operationId: get } } }\n"
        let contract = try ContractLoader.load(text: text, tolerance: .soundOperations)
        #expect(contract.basePath == path)
        #expect(contract.basePaths == [path])
        #expect(contract.operations.map(\.fullPath) == [path + "/pets/{id}"])
        #expect(contract.operations.map(\.captureNames) == [["id"]])
        #expect(route(contract, path.replacing("{v}", with: "v9") + "/pets/7") == "get id=7")
    }

    @Test func `an operation is routed below every server and every value of a server's variables`() throws {
        let text = """
            openapi: 3.1.0
            servers:
              - { url: 'https://a.example/v1' }
              - { url: '/{version}/{area}', variables: { version: { default: v2, enum: [v2, v3] }, area: { default: eu } } }
              - { url: /v1 }
            paths: { /pets: { get: { operationId: list } } }
            """
        let contract = try ContractLoader.load(text: text)
        #expect(contract.basePaths == ["/v1", "/v2/eu", "/v3/eu"])
        for path in ["/v1/pets", "/v2/eu/pets", "/v3/eu/pets"] { #expect(route(contract, path) == "list", "\(path)") }
        #expect(route(contract, "/pets") == nil)
        #expect(route(contract, "/v3/pets") == nil)
    }

    @Test func `the innermost list of servers applies to an operation`() throws {
        let text = """
            openapi: 3.1.0
            servers: [{ url: /root }]
            paths:
              /a: { get: { operationId: a } }
              /b: { servers: [{ url: /item }, { url: /second }], get: { operationId: b } }
              /c: { servers: [{ url: /item }], get: { operationId: c, servers: [{ url: /own }] } }
              /d: { servers: [], get: { operationId: d } }
            """
        let contract = try ContractLoader.load(text: text)
        let routed = ["/root/a", "/item/b", "/second/b", "/own/c", "/root/d"].map { route(contract, $0) }
        #expect(routed == ["a", "b", "b", "c", "d"])
        #expect(["/root/b", "/item/c", "/root/c", "/d"].allSatisfy { route(contract, $0) == nil })
        #expect(contract.basePath == "/root")
        #expect(contract.basePaths == ["/root"])
        #expect(contract.operation("b")?.basePaths == ["/item", "/second"])
    }

    @Test func `the first server of an operation is not shadowed by another server of a longer path`() throws {
        let text = """
            openapi: 3.1.0
            servers: [{ url: / }, { url: /v1 }]
            paths:
              /pets: { get: { operationId: short } }
              /v1/pets: { get: { operationId: long } }
            """
        let contract = try ContractLoader.load(text: text)
        #expect(route(contract, "/v1/pets") == "long")
        #expect(route(contract, "/pets") == "short")
        #expect(route(contract, "/v1/v1/pets") == "long")
    }

    @Test func `equal paths are accepted below different servers and refused below the same one`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /a/{x}: { servers: [{ url: /one }, { url: /two }], get: { parameters: [&p { name: x, in: path, required: true }] } }
              /a/{y}: { servers: [{ url: /three }], get: { parameters: [{ name: y, in: path, required: true }] } }
            """
        #expect(diagnostics(text).isEmpty)
        let equal = text.replacing("/three", with: "/two")
        #expect(
            diagnostics(equal).map { $0.prefix(64) } == [
                "openapi.yaml:4:3: error: this path matches the same as `/a/{x}`;"
            ]
        )
    }

    @Test func `a server with very many variables has a bounded number of paths`() throws {
        let names = (1...20).map { "v\($0)" }
        let variables = names.map { "\($0): { default: a, enum: [a, b, c, d] }" }.joined(separator: ", ")
        let url = names.map { "{\($0)}" }.joined(separator: "/")
        let text =
            "openapi: 3.1.0\nservers: [{ url: '/\(url)', variables: { \(variables) } }]\npaths: { /a: { get: {} } }\n"
        #expect(try ContractLoader.load(text: text).basePaths.count == 32)
    }
}

import Contract
import Documents
import Testing

struct RouteTableTests {
    static let text = """
        openapi: 3.1.0
        servers: [{ url: 'https://api.example.com/v1/' }]
        paths:
          /a: { get: &op { responses: { '200': { description: x } } }, post: *op }
          /a/{id}: { parameters: [{ name: id, in: path, required: true, schema: true }], get: *op, delete: *op }
          /a/sync: { post: *op }
          /a/{id}/b: { parameters: [{ name: id, in: path, required: true, schema: true }], put: *op }
          /a/sync/c: { get: *op }
          /{x}/d/{y}:
            parameters: [{ name: x, in: path, required: true, schema: true }, { name: y, in: path, required: true, schema: true }]
            get: *op
          /f/{name}.json: { parameters: [{ name: name, in: path, required: true, schema: true }], get: *op }
          /hook: { servers: [{ url: 'https://app.example.com' }], post: *op }
          /rel: { post: { servers: [{ url: '/{base}/x', variables: { base: { default: p } } }], responses: {} } }
        """

    @Test(arguments: [
        ("/items/1", "/items/{n}"), ("/items/1/", "/items/{n}/"), ("//items//1", "/items/{n}"),
        ("/items/1//", "/items/{n}/"),
        ("/only", "/only/"), ("/only/", "/only/"), ("/bare/", "/bare"),
    ])
    func `a template with a trailing slash is a route of its own, which a path without the slash matches last`(
        path: String,
        template: String
    ) throws {
        let contract = try ContractLoader.load(
            text: """
                openapi: 3.1.0
                info: { title: x, version: '1' }
                paths:
                  /items/{n}: { get: { parameters: &n [{ name: n, in: path, required: true, schema: {} }] } }
                  /items/{n}/: { get: { parameters: *n } }
                  /only/: { get: {} }
                  /bare: { get: {} }
                """
        )
        guard case .operation(let operation, _) = contract.routes.match(method: "GET", path: path) else {
            Issue.record("\(path) is not routed")
            return
        }
        #expect(operation.pathTemplate == template)
    }

    static func describe(_ method: String, _ path: String) throws -> String {
        switch try ContractLoader.load(text: text).routes.match(method: method, path: path) {
        case .operation(let operation, let parameters):
            return ([operation.id] + parameters.all.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
        case .methodNotAllowed(let allow): return "405 " + allow.joined(separator: ",")
        case .notFound: return "404"
        }
    }

    @Test(arguments: [
        ("GET", "/v1/a", "get /a"), ("HEAD", "/v1/a", "get /a"), ("POST", "/v1/a/", "post /a"),
        ("GET", "//v1//a///", "get /a"),
        ("PUT", "/v1/a", "405 GET,HEAD,POST"), ("GET", "/v1/a/x%20y%2Fz", "get /a/{id} id=x y/z"),
        ("GET", "/v1/a/%zz", "404"),
        ("GET", "/v1/a/%ff", "404"), ("GET", "/v1/a/%4", "404"), ("POST", "/v1/a/sync", "post /a/sync"),
        ("GET", "/v1/a/sync", "405 POST"), ("PUT", "/v1/a/sync/b", "put /a/{id}/b id=sync"),
        ("GET", "/v1/%61", "get /a"),
        ("GET", "/v1/a/d/1", "get /{x}/d/{y} x=a y=1"), ("GET", "/v1/a/sync/c", "get /a/sync/c"), ("GET", "/a", "404"),
        ("GET", "/v1", "404"),
        ("GET", "/", "404"), ("GET", "", "404"), ("GET", "/v1/f/r.json", "get /f/{name}.json name=r"),
        ("GET", "/v1/f/.json", "404"),
        ("POST", "/hook", "post /hook"), ("POST", "/v1/hook", "404"), ("POST", "/p/x/rel", "post /rel"),
        ("DELETE", "/v1/a/é", "delete /a/{id} id=é"),
        ("get", "/v1/a", "405 GET,HEAD,POST"), ("POST", "/v1/a/b", "405 DELETE,GET,HEAD"),
    ])
    func `a method and a path are routed to their operation`(method: String, path: String, result: String) throws {
        #expect(try Self.describe(method, path) == result)
    }

    @Test func `the base path is the path of the first server`() throws {
        #expect(try ContractLoader.load(text: Self.text).basePath == "/v1")
    }

    @Test func `path parameters of a route are found by name`() throws {
        let routes = try ContractLoader.load(text: Self.text).routes
        guard case .operation(_, let parameters) = routes.match(method: "GET", path: "/v1/q/d/7") else {
            Issue.record("no operation")
            return
        }
        #expect(parameters["x"] == "q")
        #expect(parameters["y"] == "7")
        #expect(parameters["z"] == nil)
    }
}

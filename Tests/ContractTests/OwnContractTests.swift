import Contract
import Documents
import Testing

/// The contract of this project.
struct OwnContractTests {
    static let file = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/openapi.yaml"
    static let loaded = Result { try ContractLoader.load(file: file, checkEverything: true) }

    static func contract() throws -> Contract { try loaded.get() }

    @Test func `the project's contract loads without diagnostics when everything is checked`() throws {
        let contract = try Self.contract()
        #expect(contract.operations.count == 51)
        #expect(contract.basePath == "/v1")
        #expect(!contract.errorCatalog.isEmpty)
        #expect(!contract.webhooks.isEmpty)
    }

    @Test func `the sample response of every operation is valid`() throws {
        for operation in try Self.contract().operations {
            let sample = operation.sampleResponse()
            let body = sample.body?.serialized ?? []
            let found = operation.validateResponse(status: sample.status, headers: sample.headers, body: body)
            #expect(found.isEmpty, "\(operation.id): \(found)")
        }
    }

    @Test func `the examples of every webhook are valid`() throws {
        for webhook in try Self.contract().webhooks {
            #expect(!webhook.examples.isEmpty, "\(webhook.name)")
            for example in webhook.examples {
                #expect(webhook.validate(body: example.value).isEmpty, "\(webhook.name)")
            }
            #expect(!webhook.validate(body: 5).isEmpty, "\(webhook.name)")
        }
    }

    @Test func `every operation is found by its id and by its path`() throws {
        let contract = try Self.contract()
        for operation in contract.operations {
            #expect(contract.operation(operation.id) === operation)
            let path = operation.fullPath.replacing("{", with: "x").replacing("}", with: "x")
            guard case .operation(let found, _) = contract.routes.match(method: operation.method, path: path) else {
                Issue.record("\(operation.id) is not routed")
                continue
            }
            #expect(found === operation)
        }
    }

    @Test func `only getHealth, getOpenApi and the onboarding operations need no key`() throws {
        let open = try Self.contract().operations.filter { !$0.requiresKey }.map(\.id)
        #expect(Set(open) == ["getHealth", "getOpenApi", "resolveOnboarding", "completeOnboarding"])
    }

    @Test func `the project's contract written as JSON loads as the same contract`() throws {
        let contract = try Self.contract()
        let json = try ContractLoader.load(text: contract.document.text, name: "openapi.json", checkEverything: true)
        #expect(json.document == contract.document)
        #expect(json.operations.map(\.id) == contract.operations.map(\.id))
    }

    @Test func `the violations of a customer's fields follow the field order of the contract`() throws {
        let operation = try #require(try Self.contract().operation("createCustomer"))
        #expect(operation.bodyFieldOrder == ["team_id", "name", "email", "metadata"])
        let found = operation.validateBody(["metadata": 1, "email": "x", "name": nil, "team_id": 5])
        #expect(found.map(\.pointer.dotted) == ["team_id", "name", "email", "metadata"])
        #expect(found.map(\.isMissing) == [false, true, false, false])
        let update = try #require(try Self.contract().operation("updateCustomer"))
        let empty = update.validateBody([:])
        #expect(empty.map(\.message) == ["Provide at least one of: name, email, metadata, status"])
        #expect(empty.map(\.errorCode) == ["invalid_request"])
    }

    @Test func `an operation lists its error codes by status`() throws {
        let operation = try #require(try Self.contract().operation("createCustomer"))
        #expect(operation.lists(code: "missing_required_field"))
        #expect(!operation.lists(code: "invalid_phone_number"))
        #expect(operation.errorCodes()["401"]?.contains("invalid_api_key") == true)
        #expect(operation.successStatuses == [201])
    }
}

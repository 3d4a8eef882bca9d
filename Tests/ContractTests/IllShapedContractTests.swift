import Contract
import Documents
import OrderedCollections
import Testing

/// Whatever replaces a value of a contract, the contract is loaded or refused, and its valid operations can be used.
struct IllShapedContractTests {
    static let text = """
        openapi: 3.1.0
        info: { title: Pets, version: "1", contact: { email: a@b.example }, license: { name: MIT } }
        servers: [{ url: "/{v}", variables: { v: { enum: [v1], default: v1 } } }]
        security: [{ key: [] }]
        tags: [{ name: pets, externalDocs: { url: /docs } }]
        paths:
          /pets/{id}:
            parameters: [{ $ref: "#/components/parameters/Id" }]
            get:
              operationId: getPet
              tags: [pets]
              parameters:
                - { name: q, in: query, style: form, explode: true, schema: { type: array, items: { type: string } } }
                - { name: X-A, in: header, content: { application/json: { schema: { type: object } } } }
              responses:
                "200":
                  description: Done
                  headers: { X-B: { schema: { type: integer }, example: 5 } }
                  content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
                  links: { next: { operationId: putPet, parameters: { id: $request.path.id } } }
                default: { $ref: "#/components/responses/Problem" }
            put:
              operationId: putPet
              security: []
              requestBody:
                required: true
                content:
                  application/json: { schema: { $ref: "#/components/schemas/Pet" }, examples: { a: { value: { n: 1, t: 1 } } } }
                  multipart/form-data: { schema: { properties: { f: {} } }, encoding: { f: { contentType: text/csv } } }
              callbacks: { done: { "{$request.body#/u}": { post: { requestBody: { content: { a/b: {} } } } } } }
          /toys: { $ref: "#/components/pathItems/Toys" }
        webhooks: { pet: { post: { requestBody: { content: { application/json: { schema: { type: string } } } } } } }
        components:
          schemas:
            Pet:
              type: object
              required: [n]
              properties: { n: { type: integer, minimum: 0, exclusiveMaximum: 9 }, t: { $ref: "#/components/schemas/Toy" } }
              patternProperties: { "^x-": { type: [string, "null"], pattern: "^a", enum: [a] } }
              additionalProperties: false
              dependentRequired: { n: [t] }
              allOf: [{ if: { minProperties: 2 }, then: { maxProperties: 3 } }]
              discriminator: { propertyName: n, mapping: { a: Toy } }
            Toy: { anyOf: [{ const: 1 }, { $anchor: toy, not: { type: string } }], default: 1, examples: [1] }
          parameters: { Id: { name: id, in: path, required: true, schema: { type: string, minLength: 1 } } }
          responses: { Problem: { description: Trouble, x-error-codes: [bad], content: { text/plain: { example: no } } } }
          pathItems: { Toys: { get: { responses: { "204": { description: Nothing } } } } }
          securitySchemes: { key: { type: http, scheme: bearer } }
          x-error-catalog: { bad: { status: 400, type: t, message: m } }
        """
    static let wrong: [JSONValue] = [nil, 5, [5], ["x": 5], ["$ref": "#/nope"]]

    /// The pointers of a value and of all values below it.
    private static func places(_ value: JSONValue, _ place: JSONPointer = JSONPointer()) -> [JSONPointer] {
        switch value {
        case .object(let members):
            return [place] + members.flatMap { places($0.value, place.appending($0.key)) }
        case .array(let elements):
            return [place] + elements.enumerated().flatMap { places($0.element, place.appending($0.offset)) }
        case .null, .bool, .integer, .number, .string: return [place]
        }
    }

    private static func replacing(_ place: ArraySlice<String>, in value: JSONValue, by wrong: JSONValue) -> JSONValue {
        guard let token = place.first else { return wrong }
        switch value {
        case .object(var members):
            members[token] = replacing(place.dropFirst(), in: members[token] ?? nil, by: wrong)
            return .object(members)
        case .array(var elements):
            guard let index = Int(token), elements.indices.contains(index) else { return value }
            elements[index] = replacing(place.dropFirst(), in: elements[index], by: wrong)
            return .array(elements)
        case .null, .bool, .integer, .number, .string: return value
        }
    }

    @Test func `a wrong value at any place of a contract leaves the other operations usable`() throws {
        let document = try SourceDocument(Self.text, file: "openapi.yaml").value
        #expect(diagnostics(Self.text, checkEverything: true).isEmpty)
        var refused = 0
        for place in Self.places(document) {
            for wrong in Self.wrong {
                let text = Self.replacing(place.tokens[...], in: document, by: wrong).text
                let served = try? ContractLoader.load(text: text, name: "a.json", tolerance: .soundOperations)
                guard let served else {
                    refused += 1
                    continue
                }
                use(served)
                #expect(Set(served.operations.map(\.id)).count == served.operations.count)
                guard served.operations.contains(where: { $0.defect != nil }) else { continue }
                #expect(!diagnostics(text, name: "a.json", checkEverything: true).isEmpty, "\(place): \(wrong.text)")
            }
        }
        #expect(refused == 13)
    }

    /// Calls everything that serving calls on a contract.
    private func use(_ contract: Contract) {
        for operation in contract.operations where operation.defect == nil {
            let sample = operation.sampleResponse()
            _ = operation.validateResponse(
                status: sample.status,
                headers: sample.headers,
                body: sample.body?.serialized ?? []
            )
            _ = operation.validateBody(["n": 1])
            _ = operation.validateBody(nil)
            _ = (operation.parameters, operation.bodyFieldOrder, operation.successStatuses, operation.errorCodes())
        }
        for webhook in contract.webhooks { _ = (webhook.example, webhook.validate(body: 5)) }
        _ = contract.routes.match(method: "GET", path: "/v1/pets/1")
        _ = contract.errorCatalog.entries
    }
}

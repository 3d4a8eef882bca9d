import Contract
import Documents
import OrderedCollections

/// A contract of one operation, `POST /x`, whose body has that schema.
func contract(
    bodySchema: String,
    components: String = "{}",
    files: [String: String] = [:]
) throws -> Contract {
    let text = """
        {"openapi": "3.1.0", "components": {"schemas": \(components)}, "paths": {"/x": {"post": {
            "requestBody": {"content": {"application/json": {"schema": \(bodySchema)}}},
            "responses": {"200": {"description": "Done", "content": {"application/json": {"schema": \(bodySchema)}}}}
        }}}}
        """
    return try ContractLoader.load(text: text, name: "contract.json") { files[$0] }
}

/// The violations of a value as a response body, that is by plain JSON Schema.
func violations(of value: JSONValue, schema: String, components: String = "{}") throws -> [ContractViolation] {
    let operation = try contract(bodySchema: schema, components: components).operations[0]
    return operation.validateResponse(
        status: 200,
        headers: [("Content-Type", "application/json")],
        body: value.serialized
    )
}

/// The violations of a value as a request body.
func requestViolations(of value: JSONValue, schema: String, components: String = "{}") throws -> [ContractViolation] {
    try contract(bodySchema: schema, components: components).operations[0].validateBody(value)
}

/// The errors of a contract; empty if it loads.
func diagnostics(_ text: String, name: String = "openapi.yaml", checkEverything: Bool = false) -> [String] {
    do throws(DiagnosticsError) {
        _ = try ContractLoader.load(text: text, name: name, checkEverything: checkEverything)
        return []
    } catch {
        return error.diagnostics.map(\.description)
    }
}

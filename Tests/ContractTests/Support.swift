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

/// What is wrong with a body by plain JSON Schema, as the answer of an operation is checked.
func violations(of value: JSONValue, schema: String, components: String = "{}") throws -> [ContractViolation] {
    let operation = try contract(bodySchema: schema, components: components).operations[0]
    return operation.validateResponse(
        status: 200,
        headers: [("Content-Type", "application/json")],
        body: value.serialized
    )
}

/// What is wrong with a body as a request.
func requestViolations(of value: JSONValue, schema: String, components: String = "{}") throws -> [ContractViolation] {
    try contract(bodySchema: schema, components: components).operations[0].validateBody(value)
}

/// The diagnostics of a contract that should have some.
func diagnostics(_ text: String, name: String = "openapi.yaml", checkEverything: Bool = false) -> [String] {
    do throws(DiagnosticsError) {
        _ = try ContractLoader.load(text: text, name: name, checkEverything: checkEverything)
        return []
    } catch {
        return error.diagnostics.map(\.description)
    }
}

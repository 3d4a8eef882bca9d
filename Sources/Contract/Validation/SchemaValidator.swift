package import Documents

/// Validates values against a JSON Schema that is not part of a contract.
package struct SchemaValidator: Sendable {
    private let schema: LazySchema

    /// A validator for a schema that refers only to its own parts.
    package init(_ document: JSONValue) {
        var index = SchemaIndex()
        let number = index.add(document, uri: URIReference("file:///schema"))
        let root = SchemaLocation(document: number, pointer: JSONPointer())
        schema = LazySchema(SchemaLibrary(index), at: root)
    }

    /// All violations of the schema in a value.
    package func violations(of value: JSONValue) -> [ContractViolation] {
        LazySchema.violations(of: value, against: schema)
    }
}

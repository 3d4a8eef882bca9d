package import Documents

/// Checks values against a JSON Schema that stands by itself, outside a contract.
package struct SchemaValidator: Sendable {
    private let schema: LazySchema

    /// A validator for a schema that refers to nothing but its own parts.
    package init(_ document: JSONValue) {
        var index = SchemaIndex()
        let number = index.add(document, uri: URIReference("file:///schema"))
        let root = SchemaLocation(document: number, pointer: JSONPointer())
        schema = LazySchema(SchemaLibrary(index), at: root)
    }

    /// All ways in which a value breaks the schema.
    package func violations(of value: JSONValue) -> [ContractViolation] {
        LazySchema.violations(of: value, against: schema)
    }
}

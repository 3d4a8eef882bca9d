import Documents
import OrderedCollections

extension ContractChecker {
    /// Compiles every schema and holds every example against its own.
    mutating func checkExamples(of contract: Contract, _ library: SchemaLibrary) {
        for place in exampleOwners() {
            let schema = LazySchema(library, at: place.appending("schema"))
            for example in Examples.located(at: place, in: library) {
                reportViolations(of: example.value, against: schema, at: example.place)
            }
        }
        for place in schemaPlaces {
            let schema = LazySchema(library, at: place)
            _ = schema.schema
            guard let members = index.value(at: place)?.object else { continue }
            for (position, example) in (members["examples"]?.array ?? []).enumerated() {
                let site = place.appending(["examples", String(position)])
                reportViolations(of: example, against: schema, at: site)
            }
            if let example = members["example"] {
                reportViolations(of: example, against: schema, at: place.appending("example"))
            }
        }
    }

    private mutating func reportViolations(of example: JSONValue, against schema: LazySchema, at place: SchemaLocation)
    {
        for violation in LazySchema.violations(of: example, against: schema) {
            let path = violation.pointer.tokens.isEmpty ? "" : " at `\(violation.pointer)`"
            report(
                "the example breaks its schema\(path): \(violation.message) (\(violation.keyword))",
                at: place.appending(violation.pointer.tokens)
            )
        }
    }

    /// The media types, parameters and headers that have a schema and examples.
    private func exampleOwners() -> [SchemaLocation] {
        var owners: [SchemaLocation] = []
        for document in index.documents.indices {
            collectOwners(
                index.documents[document],
                SchemaLocation(document: document, pointer: JSONPointer()),
                &owners
            )
        }
        return owners
    }

    private func collectOwners(_ value: JSONValue, _ place: SchemaLocation, _ owners: inout [SchemaLocation]) {
        guard let members = value.object else {
            for (index, element) in (value.array ?? []).enumerated() {
                collectOwners(element, place.appending(String(index)), &owners)
            }
            return
        }
        if members["schema"] != nil, members["example"] != nil || members["examples"]?.object != nil {
            owners.append(place)
        }
        for (name, member) in members where !["example", "examples", "schema", "schemas", "value"].contains(name) {
            collectOwners(member, place.appending(name), &owners)
        }
    }
}

import Documents
import OrderedCollections

extension ContractChecker {
    /// Compiles every schema, and validates every example and default value against its schema.
    ///
    /// Parts with a defect, or with a reference to one, are skipped: the defect has been reported.
    mutating func checkExamples(_ library: SchemaLibrary, besides defects: Defects) {
        for place in exampleOwners() where !defects.brokenPlaces.contains(place) {
            let schema = LazySchema(library, at: place.appending("schema"))
            let isJSON = isJSONContent(place)
            for example in Examples.located(at: place, in: library)
            where isJSON || !isSerialized(example.value, schema) {
                reportViolations(of: example.value, against: schema, at: example.place)
            }
        }
        for place in schemaPlaces where !defects.brokenPlaces.contains(place) {
            let schema = LazySchema(library, at: place)
            _ = schema.schema
            guard let members = index.value(at: place)?.object else { continue }
            for (position, example) in (members["examples"]?.array ?? []).enumerated() {
                let site = place.appending(["examples", String(position)])
                reportViolations(of: example, against: schema, at: site)
            }
            for keyword in ["example", "default"] {
                guard let value = members[keyword] else { continue }
                reportViolations(of: value, against: schema, at: place.appending(keyword), as: keyword)
            }
        }
    }

    private mutating func reportViolations(
        of example: JSONValue,
        against schema: LazySchema,
        at place: SchemaLocation,
        as name: String = "example"
    ) {
        for violation in LazySchema.violations(of: example, against: schema) {
            let path = violation.pointer.tokens.isEmpty ? "" : " at `\(violation.pointer)`"
            at(place.appending(violation.pointer.tokens)) {
                $0.reportBreach(
                    "the \(name) breaks its schema\(path): \(violation.message) (\(violation.keyword))"
                )
            }
        }
    }

    /// Whether this is a JSON body or parameter, whose examples are values and not serialized texts.
    private func isJSONContent(_ place: SchemaLocation) -> Bool {
        let tokens = place.pointer.tokens
        guard let name = tokens.last, tokens.dropLast().last == "content" else { return false }
        return MediaType.isJSON(name)
    }

    /// Whether an example can be the serialized text of the value that the schema describes.
    ///
    /// Examples of forms, XML and parameters can be written in this way; a number or boolean is parsed from its text.
    private func isSerialized(_ example: JSONValue, _ schema: LazySchema) -> Bool {
        guard let text = example.string else { return false }
        let types = schema.schema.valueTypes.own
        if !types.isDisjoint(with: [.array, .object]) { return true }
        guard !types.contains(.string), let value = try? JSONValue(parsing: text) else { return false }
        return LazySchema.violations(of: value, against: schema).isEmpty
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

package import Documents
import OrderedCollections

/// A webhook of a contract: an event that the API sends to its users.
package struct Webhook: Sendable {
    /// The key under `webhooks`, such as `message.received`.
    package let name: String
    private let body: RequestBody?
    private let library: SchemaLibrary
    private let place: SchemaLocation

    init?(_ name: String, library: SchemaLibrary) {
        let site = SchemaLocation(document: 0, pointer: JSONPointer(["webhooks", name]))
        guard let (item, place) = library.object(at: site),
            let method = (item.object ?? [:]).keys.first(where: { HTTPMethod.names.contains($0) })
        else { return nil }
        self.name = name
        self.library = library
        self.place = place.appending(method)
        body = RequestBody(at: place.appending([method, "requestBody"]), in: library)
    }

    /// The members of the webhook's operation whose names begin with `x-`.
    package var extensions: JSONObject {
        library.index.value(at: place)?.object?.extensions ?? [:]
    }

    /// All violations of the contract in a body.
    package func validate(body value: JSONValue) -> [ContractViolation] {
        guard let schema = body?.json?.schema else { return [] }
        return LazySchema.violations(of: value, against: schema)
    }

    /// The example bodies of the contract, by name; a single one has the name `example`.
    package var examples: [(name: String, value: JSONValue)] {
        body?.json.map { Examples.named(at: $0.place, in: library) } ?? []
    }

    /// The first example body; if there is none, a body that is made from the schema.
    package var example: JSONValue? {
        if let example = examples.first { return example.value }
        return body?.json?.schema.map { library.sample(of: $0.location, for: .request).value }
    }
}

import Documents
import OrderedCollections

/// The examples beside a schema.
enum Examples {
    /// What `example` and `examples` of a media type, parameter or header say.
    static func named(at place: SchemaLocation, in library: SchemaLibrary) -> [(name: String, value: JSONValue)] {
        located(at: place, in: library).map { ($0.name, $0.value) }
    }

    /// The examples with the places of their values.
    static func located(
        at place: SchemaLocation,
        in library: SchemaLibrary
    ) -> [(name: String, value: JSONValue, place: SchemaLocation)] {
        guard let owner = library.index.value(at: place)?.object else { return [] }
        if let example = owner["example"] { return [("example", example, place.appending("example"))] }
        return (owner["examples"]?.object ?? [:]).keys.compactMap { name in
            guard let (example, site) = library.object(at: place.appending(["examples", name])),
                let value = example["value"]
            else { return nil }
            return (name, value, site.appending("value"))
        }
    }
}

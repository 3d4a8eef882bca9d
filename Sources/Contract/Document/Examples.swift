import Documents
import OrderedCollections

/// Reads the examples of a media type, parameter or header.
enum Examples {
    /// The values of `example` or `examples`, by name; a single one has the name `example`.
    static func named(at place: SchemaLocation, in library: SchemaLibrary) -> [(name: String, value: JSONValue)] {
        located(at: place, in: library).map { ($0.name, $0.value) }
    }

    /// The same examples, with the places of their values in the contract.
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

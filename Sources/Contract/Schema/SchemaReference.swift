/// The target of a `$ref`, which is compiled on first use, so that schemas can refer to themselves.
final class SchemaReference: Sendable {
    /// The library, which outlives its schemas, as the caller of a validation holds it.
    private unowned let library: SchemaLibrary
    let location: SchemaLocation
    private let cached = OnceReference<Schema>()

    init(_ library: SchemaLibrary, at location: SchemaLocation) {
        self.library = library
        self.location = location
    }

    var schema: Schema {
        cached.load() ?? cached.storeIfNil(library.schema(at: location))
    }

    /// The target of a `$dynamicRef`: the anchor in the outermost resource of the scope that has it.
    func dynamicTarget(_ name: String, scope: [Int]) -> Schema {
        for resource in scope {
            let resource = library.index.resources[resource]
            if resource.dynamicAnchors.contains(name), let location = resource.anchors[name] {
                return library.schema(at: location)
            }
        }
        return schema
    }
}

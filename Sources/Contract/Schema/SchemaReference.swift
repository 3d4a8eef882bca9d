import Synchronization

/// The target of a `$ref`, looked up when it is first followed, which lets schemas refer to themselves.
final class SchemaReference: Sendable {
    /// Whoever validates holds the library, so it outlives the schemas in it.
    private unowned let library: SchemaLibrary
    let location: SchemaLocation
    private let cached = AtomicLazyReference<Schema>()

    init(_ library: SchemaLibrary, at location: SchemaLocation) {
        self.library = library
        self.location = location
    }

    var schema: Schema {
        cached.load() ?? cached.storeIfNil(library.schema(at: location))
    }

    /// The schema of that name in the outermost resource in scope that has one, as `$dynamicRef` asks for it.
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

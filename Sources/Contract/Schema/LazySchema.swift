/// A schema that is compiled on first use; it retains the library that it needs.
final class LazySchema: Sendable {
    let library: SchemaLibrary
    let location: SchemaLocation
    private let cached = OnceReference<Schema>()

    init(_ library: SchemaLibrary, at location: SchemaLocation) {
        self.library = library
        self.location = location
    }

    var schema: Schema {
        cached.load() ?? cached.storeIfNil(library.schema(at: location))
    }
}

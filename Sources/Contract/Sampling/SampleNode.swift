import Documents
import OrderedCollections

/// A schema of the search, which caches its children, discriminators and patterns.
final class SampleNode {
    let number: Int
    let place: SchemaLocation
    let value: JSONValue
    let members: JSONObject
    let resource: Int
    private(set) lazy var schema = library.schema(at: place)
    private let library: SchemaLibrary
    var children: [ChildKey: SampleNode] = [:]
    var discriminators: [String: Discriminator] = [:]
    var patterns: [String: Pattern?] = [:]

    struct ChildKey: Hashable {
        let keyword: String
        let token: String?
    }

    init(_ number: Int, at place: SchemaLocation, in library: SchemaLibrary) {
        self.number = number
        self.place = place
        value = library.index.value(at: place) ?? true
        members = value.object ?? [:]
        resource = library.index.resource(around: place)
        self.library = library
    }
}

import Documents
import OrderedCollections

/// What an operation takes as its body.
struct RequestBody: Sendable {
    let isRequired: Bool
    /// The schema of the JSON body; nil if only other media types are taken, which are not looked into.
    let schema: LazySchema?
    /// The place of the media type object that the schema stands in.
    let content: SchemaLocation?

    init?(at site: SchemaLocation, in library: SchemaLibrary) {
        guard let (value, place) = library.object(at: site) else { return nil }
        isRequired = value["required"]?.bool ?? false
        let contents = value["content"]?.object ?? [:]
        let name = contents.keys.first { MediaType.isJSON($0) }
        let content = name.map { place.appending(["content", $0]) }
        self.content = content
        let hasSchema = name.flatMap { contents[$0]?["schema"] } != nil
        schema = hasSchema ? content.map { LazySchema(library, at: $0.appending("schema")) } : nil
    }
}

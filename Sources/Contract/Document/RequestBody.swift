import Documents
import OrderedCollections

/// The request body of an operation.
struct RequestBody: Sendable {
    /// A body of one media type.
    struct Content: Sendable {
        /// The media type or range in the contract.
        let mediaType: String
        /// The format of that media type; a range has that of the media type that was sent.
        let format: BodyFormat
        let schema: LazySchema?
        /// The place of the media type object.
        let place: SchemaLocation
        /// The member `encoding`: how each field of a form is written, by name.
        let encodings: JSONObject
    }

    let isRequired: Bool
    /// The media types in the order of the contract.
    let contents: [Content]

    init?(at site: SchemaLocation, in library: SchemaLibrary) {
        guard let (value, place) = library.object(at: site) else { return nil }
        isRequired = value["required"]?.bool ?? false
        contents = (value["content"]?.object ?? [:]).map { mediaType, content in
            let place = place.appending(["content", mediaType])
            return Content(
                mediaType: mediaType,
                format: BodyFormat(mediaType),
                schema: content["schema"].map { _ in LazySchema(library, at: place.appending("schema")) },
                place: place,
                encodings: content["encoding"]?.object ?? [:]
            )
        }
    }

    /// The first content that is JSON; nil if there is none.
    var json: Content? { contents.first { MediaType.isJSON($0.mediaType) } }

    /// The content for a media type that was sent; the one with the fewest wildcards if several match.
    func content(for sent: String) -> Content? {
        // Most clients send a media type as the contract has it; nothing matches it better.
        if let same = contents.first(where: { $0.mediaType == sent }) { return same }
        let fitting = contents.filter { MediaType.covers($0.mediaType, sent) }
        return fitting.min { MediaType.wildcards(in: $0.mediaType) < MediaType.wildcards(in: $1.mediaType) }
    }
}

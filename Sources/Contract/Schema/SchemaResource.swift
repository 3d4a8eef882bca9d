/// A document, or a part of one with its own base URI (`$id`).
struct SchemaResource: Sendable {
    let uri: URIReference
    let root: SchemaLocation
    var anchors: [String: SchemaLocation] = [:]
    var dynamicAnchors: Set<String> = []
}

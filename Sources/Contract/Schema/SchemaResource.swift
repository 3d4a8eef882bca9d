/// A document or a part of one that has a base URI of its own, by `$id`.
struct SchemaResource: Sendable {
    let uri: URIReference
    let root: SchemaLocation
    var anchors: [String: SchemaLocation] = [:]
    var dynamicAnchors: Set<String> = []
}

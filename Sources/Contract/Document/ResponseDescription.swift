package import Documents
import OrderedCollections

/// The response of an operation for one status or class of statuses.
package struct ResponseDescription: Sendable {
    /// A header of the response.
    struct Header: Sendable {
        let name: String
        let isRequired: Bool
        let schema: LazySchema?
        let notation: Parameter.Notation
        let place: SchemaLocation
    }

    /// A body of one media type.
    struct Content: Sendable {
        let mediaType: String
        let schema: LazySchema?
        let place: SchemaLocation
    }

    /// The status in the contract: `200`, `4XX` or `default`.
    package let status: String
    /// The member `x-error-codes`.
    package let errorCodes: [String]
    /// The description in the contract.
    package let description: String
    /// The members whose names begin with `x-`, from the response and from the reference to it.
    package let extensions: JSONObject
    let headers: [Header]
    let contents: [Content]

    init?(status: String, at site: SchemaLocation, in library: SchemaLibrary) {
        guard let (value, place) = library.object(at: site), let members = value.object else { return nil }
        let own = library.index.value(at: site)?.object ?? [:]
        self.status = status
        extensions = members.extensions.merging(own.extensions) { _, own in own }
        errorCodes = extensions["x-error-codes"]?.array?.compactMap(\.string) ?? []
        description = own["description"]?.string ?? members["description"]?.string ?? ""
        headers = (members["headers"]?.object ?? [:]).keys.compactMap { name in
            Header(name, at: place.appending(["headers", name]), in: library)
        }
        contents = (members["content"]?.object ?? [:]).map { mediaType, content in
            let place = place.appending(["content", mediaType])
            let schema = content["schema"].map { _ in LazySchema(library, at: place.appending("schema")) }
            return Content(mediaType: mediaType, schema: schema, place: place)
        }
    }

    /// A numeric status for this response, such as 200 for `2XX`; nil for `default`.
    var numericStatus: Int? {
        Int(status) ?? Int(status.uppercased().replacing("X", with: "0"))
    }
}

extension ResponseDescription.Header {
    fileprivate init?(_ name: String, at site: SchemaLocation, in library: SchemaLibrary) {
        guard name.lowercased() != "content-type", let (value, place) = library.object(at: site) else { return nil }
        self.name = name
        self.place = place
        isRequired = value["required"]?.bool ?? false
        (notation, schema) = Parameter.notation(of: value, at: place, in: .header, library)
    }
}

extension JSONObject {
    /// The members whose names begin with `x-`.
    var extensions: JSONObject {
        filter { $0.key.hasPrefix("x-") }
    }
}

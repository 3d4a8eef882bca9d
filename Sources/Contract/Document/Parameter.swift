import Documents
import OrderedCollections

/// A parameter of an operation: what it is called, where it stands, and what it may say.
package struct Parameter: Sendable {
    /// How the text of a parameter becomes a value.
    enum Notation: Hashable, Sendable {
        case styled(ParameterStyle)
        /// A JSON text, by `content`.
        case json
        /// Another media type, which is not looked into.
        case opaque(mediaType: String)
    }

    /// As the contract spells it; header names match in any case.
    package let name: String
    /// One of path, query, header and cookie.
    package let location: ContractViolation.Location
    /// Whether a request without it breaks the contract.
    package let isRequired: Bool
    let schema: LazySchema?
    /// The code for a violation, where the parameter names one beside its schema.
    let errorCode: String?
    let notation: Notation
    /// Where it stands in the contract.
    let place: SchemaLocation

    /// A header of an answer, which is read as a header parameter is.
    init(header: ResponseDescription.Header) {
        name = header.name
        location = .header
        isRequired = header.isRequired
        schema = header.schema
        errorCode = nil
        notation = header.notation
        place = header.place
    }

    init?(_ value: JSONValue, at place: SchemaLocation, in library: SchemaLibrary) {
        guard let name = value["name"]?.string, let kind = value["in"]?.string,
            let location = ContractViolation.Location(rawValue: kind), location != .body, location != .status
        else { return nil }
        self.name = name
        self.location = location
        self.place = place
        isRequired = value["required"]?.bool ?? (location == .path)
        errorCode = value["x-error-code"]?.string
        (notation, schema) = Self.notation(of: value, at: place, in: location, library)
    }

    /// How a parameter or header is written, and the schema of what it says.
    static func notation(
        of value: JSONValue,
        at place: SchemaLocation,
        in location: ContractViolation.Location,
        _ library: SchemaLibrary
    ) -> (Notation, LazySchema?) {
        if value["schema"] != nil {
            return (.styled(ParameterStyle(value, in: location)), LazySchema(library, at: place.appending("schema")))
        }
        guard let mediaType = value["content"]?.object?.keys.first else {
            return (.styled(ParameterStyle(value, in: location)), nil)
        }
        let content = place.appending(["content", mediaType])
        let schema = library.index.value(at: content.appending("schema")).map { _ in
            LazySchema(library, at: content.appending("schema"))
        }
        switch BodyFormat(mediaType) {
        case .json: return (.json, schema)
        case .text: return (.styled(ParameterStyle(.simple, explodes: false)), schema)
        case .form, .multipart, .bytes: return (.opaque(mediaType: mediaType), nil)
        }
    }

    /// Whether this is one of the headers that OpenAPI leaves to other parts of a contract.
    var isIgnoredHeader: Bool {
        location == .header && ["accept", "content-type", "authorization"].contains(name.lowercased())
    }

    /// Why the value cannot be read, and so is not validated; nil if it can.
    package var unreadableReason: String? {
        switch notation {
        case .json: nil
        case .opaque(let mediaType): "values of the media type `\(mediaType)` are not read"
        case .styled(let style): reader(style)?.unreadableReason
        }
    }

    // MARK: Reading

    /// The value of a path segment, a header or a single cookie.
    func value(of text: String) -> JSONValue {
        switch notation {
        case .styled(let style): reader(style)?.value(of: text) ?? .string(text)
        case .json: (try? JSONValue(parsing: text)) ?? .string(text)
        case .opaque: .string(text)
        }
    }

    /// The value that the items of a query or the cookies have for it; nil if none of them is about it.
    func value(in items: [QueryItem], besides others: [String]) -> JSONValue? {
        switch notation {
        case .styled(let style):
            guard let reader = reader(style) else { return items.first { $0.name == name }.map { .string($0.value) } }
            return reader.value(in: items, besides: others)
        case .json, .opaque: return items.first { $0.name == name }.map { value(of: $0.value) }
        }
    }

    private func reader(_ style: ParameterStyle) -> ParameterReader? {
        schema.map { ParameterReader(name: name, style: style, typing: TextTyping([$0.schema])) }
    }
}

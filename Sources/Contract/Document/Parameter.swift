import Documents
import OrderedCollections

/// A parameter of an operation: its name, location and schema.
package struct Parameter: Sendable {
    /// How the text of a parameter is read as a value.
    enum Notation: Hashable, Sendable {
        case styled(ParameterStyle)
        /// The text is JSON, by `content`.
        case json
        /// The text has another media type and is not parsed.
        case opaque(mediaType: String)
    }

    /// The name as spelled in the contract; header names match in any case.
    package let name: String
    /// The location: path, query, header or cookie.
    package let location: ContractViolation.Location
    /// Whether a request without the parameter breaks the contract.
    package let isRequired: Bool
    let schema: LazySchema?
    /// The `x-error-code` of the parameter itself, for violations whose schema has none.
    let errorCode: String?
    /// Why the emulator does not use the parameter (`x-mock-ignored`); nil if it does.
    let ignoredReason: String?
    let notation: Notation
    /// The place of the parameter in the contract.
    let place: SchemaLocation

    /// A header of a response as a parameter, as both are read in the same way.
    init(header: ResponseDescription.Header) {
        name = header.name
        location = .header
        isRequired = header.isRequired
        schema = header.schema
        errorCode = nil
        ignoredReason = nil
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
        ignoredReason = value["x-mock-ignored"]?.string
        (notation, schema) = Self.notation(of: value, at: place, in: location, library)
    }

    /// The notation and the schema of a parameter or header.
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

    /// Whether this is a header that OpenAPI ignores as a parameter: Accept, Content-Type or Authorization.
    var isIgnoredHeader: Bool {
        location == .header && ["accept", "content-type", "authorization"].contains(name.lowercased())
    }

    /// Why the value cannot be read and is therefore not validated; nil if it can be read.
    package var unreadableReason: String? {
        switch notation {
        case .json: nil
        case .opaque(let mediaType): "values of the media type `\(mediaType)` are not read"
        case .styled(let style): reader(style)?.unreadableReason
        }
    }

    // MARK: Reading

    /// Reads the value from the text of a path segment or header.
    func value(of text: String) -> JSONValue {
        switch notation {
        case .styled(let style): reader(style)?.value(of: text) ?? .string(text)
        case .json: (try? JSONValue(parsing: text)) ?? .string(text)
        case .opaque: .string(text)
        }
    }

    /// Reads the value from the items of a query or from cookies; nil if no item belongs to the parameter.
    func value(in items: [QueryItem], besides others: [String]) -> JSONValue? {
        switch notation {
        case .styled(let style):
            guard let reader = reader(style) else { return items.first { $0.name == name }.map { .string($0.value) } }
            return reader.value(in: items, besides: others)
        case .json, .opaque: return items.first { $0.name == name }.map { value(of: $0.value) }
        }
    }

    /// Whether an item of a query with this name belongs to the parameter.
    func takes(_ itemName: String, besides others: [String]) -> Bool {
        value(in: [QueryItem(itemName, "")], besides: others) != nil
    }

    private func reader(_ style: ParameterStyle) -> ParameterReader? {
        schema.map { ParameterReader(name: name, style: style, typing: TextTyping([$0.schema])) }
    }
}

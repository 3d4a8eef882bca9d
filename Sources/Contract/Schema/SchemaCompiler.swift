import Documents
import OrderedCollections

/// Compiles the JSON of a schema to keywords; mistakes, which have been reported at load, are skipped.
struct SchemaCompiler {
    let library: SchemaLibrary
    let location: SchemaLocation
    let resource: Int

    init(library: SchemaLibrary, location: SchemaLocation) {
        self.library = library
        self.location = location
        resource = library.index.resource(around: location)
    }

    private init(library: SchemaLibrary, location: SchemaLocation, resource: Int) {
        self.library = library
        self.location = location
        self.resource = resource
    }

    func compile(_ value: JSONValue) -> Schema {
        var parts = Schema.Parts(location: location, resource: resource)
        guard case .object(let schema) = value else {
            parts.acceptsNothing = value.bool == false
            return Schema(parts)
        }
        parts.errorCode = schema["x-error-code"]?.string
        parts.ignoredReason = schema["x-mock-ignored"]?.string
        if let type = schema["type"] { parts.types = TypeSet(type) }
        if parts.types.isEmpty { parts.types = .all }
        for family in Self.families { parts.keywords += family(schema, self) }
        parts.unevaluated = UnevaluatedKeyword.compile(schema, self)
        return Schema(parts)
    }

    /// The keywords in the order in which they are checked, which is the order of violations at the same place.
    private static let families: [@Sendable (JSONObject, SchemaCompiler) -> [any SchemaKeyword]] = [
        ValueKeyword.compile, NumberKeyword.compile, StringKeyword.compile, FormatKeyword.compile,
        SizeKeyword.compile, ItemsKeyword.compile, ContainsKeyword.compile, UniqueItemsKeyword.compile,
        PropertiesKeyword.compile, PropertyNamesKeyword.compile, DependentKeyword.compile, ReferenceKeyword.compile,
        AllOfKeyword.compile, AlternativesKeyword.compile, NotKeyword.compile, ConditionKeyword.compile,
    ]

    // MARK: Parts

    /// The schema under a keyword; nil if the keyword is missing.
    func schema(_ schema: JSONObject, _ keyword: String) -> Schema? {
        schema[keyword].map { child($0, [keyword]) }
    }

    /// The schemas in the list under a keyword.
    func schemas(_ schema: JSONObject, _ keyword: String) -> [Schema] {
        (schema[keyword]?.array ?? []).enumerated().map { child($0.element, [keyword, String($0.offset)]) }
    }

    /// The named schemas under a keyword, in their order.
    func namedSchemas(_ schema: JSONObject, _ keyword: String) -> [(name: String, schema: Schema)] {
        (schema[keyword]?.object ?? [:]).map { ($0.key, child($0.value, [keyword, $0.key])) }
    }

    private func child(_ value: JSONValue, _ tokens: [String]) -> Schema {
        let place = location.appending(tokens)
        let ownResource = value["$id"] == nil ? resource : library.index.resource(around: place)
        return SchemaCompiler(library: library, location: place, resource: ownResource).compile(value)
    }
}

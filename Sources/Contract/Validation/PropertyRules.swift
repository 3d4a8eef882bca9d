import OrderedCollections

/// What the schemas of an object say about its properties.
struct PropertyRules {
    private let keywords: [PropertiesKeyword]
    private let unevaluated: [Schema]
    private let describesProperties: Bool
    /// The schemas of `propertyNames`.
    let nameSchemas: [Schema]

    /// What they say about one property.
    struct Property {
        let schemas: [Schema]
        let ignoredReason: String?
        /// Whether no schema names the property, and none says that there may be others.
        let isUnknown: Bool
    }

    init(_ schemas: [Schema]) {
        keywords = schemas.flatMap { $0.parts.compactMap { $0 as? PropertiesKeyword } }
        unevaluated = schemas.compactMap(\.unevaluatedProperties)
        describesProperties = keywords.contains(where: \.describesProperties)
        nameSchemas = schemas.flatMap { $0.parts.compactMap { ($0 as? PropertyNamesKeyword)?.schema } }
    }

    /// The names of all declared properties.
    var names: [String] { keywords.flatMap { $0.properties.map(\.name) } }

    func property(_ name: String, _ evaluation: inout Evaluation) -> Property {
        var declared: [Schema] = []
        var others: [Schema] = []
        for keyword in keywords {
            let own = keyword.declaredSchemas(of: name, &evaluation)
            declared += own
            if own.isEmpty, let additional = keyword.additional { others.append(additional) }
        }
        var schemas = declared + others
        if schemas.isEmpty { schemas = unevaluated }
        return Property(
            schemas: schemas,
            ignoredReason: declared.lazy.compactMap(\.ignoredReason).first,
            isUnknown: schemas.isEmpty && describesProperties
        )
    }
}

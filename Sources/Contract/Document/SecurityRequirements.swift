import Documents
import OrderedCollections

/// The effective `security` of an operation: alternatives, one of which a request must meet (OpenAPI 3.1, 4.8.30).
package struct SecurityRequirements: Sendable {
    /// The credentials in a request.
    package enum Credentials: Hashable, Sendable {
        /// The keys of the first complete alternative, in its order; empty if it requires only a client certificate.
        case keys([String])
        /// No alternative is complete, but the operation requires none.
        case anonymous
        /// No alternative is complete, and the operation requires one.
        case missing
    }

    /// The alternatives, each with the schemes that it requires; an empty alternative requires nothing.
    package let alternatives: [[SecurityScheme]]

    init(_ value: JSONValue?, in library: SchemaLibrary) {
        alternatives = (value?.array ?? []).map { alternative in
            (alternative.object ?? [:]).keys.map { SecurityScheme(name: $0, in: library) }
        }
    }

    /// Whether a request without credentials is refused.
    package var requiresKey: Bool { !alternatives.isEmpty && !alternatives.contains([]) }

    /// Whether every accepted request has a key, as each alternative requires one.
    package var guaranteesKey: Bool {
        requiresKey && alternatives.allSatisfy { $0.contains(where: \.takesKey) }
    }

    /// The schemes of all alternatives, without duplicates.
    package var schemes: [SecurityScheme] { OrderedSet(alternatives.joined()).elements }

    /// The credentials of a request; `credential` reads that of a scheme, or nil if the request has none.
    package func credentials(_ credential: (SecurityScheme) -> String?) -> Credentials {
        for alternative in alternatives where !alternative.isEmpty {
            if let keys = Self.keys(of: alternative, credential) { return .keys(keys) }
        }
        guard !requiresKey else { return .missing }
        let sent = schemes.filter(\.takesKey).compactMap(credential)
        return sent.isEmpty ? .anonymous : .keys(sent)
    }

    /// The keys of an alternative; nil if one of them is missing.
    private static func keys(of schemes: [SecurityScheme], _ credential: (SecurityScheme) -> String?) -> [String]? {
        var keys: [String] = []
        for scheme in schemes where scheme.takesKey {
            guard let key = credential(scheme) else { return nil }
            keys.append(key)
        }
        return keys
    }
}

import Documents
import OrderedCollections

/// The effective `security` of an operation: alternatives, of which a request meets one (OpenAPI 3.1, 4.8.30).
package struct SecurityRequirements: Sendable {
    /// What a request shows for itself.
    package enum Credentials: Hashable, Sendable {
        /// The keys of the first alternative that is complete, in its order; none if it only asks for a certificate.
        case keys([String])
        /// No alternative is complete, and none has to be.
        case anonymous
        /// No alternative is complete.
        case missing
    }

    /// The schemes of each alternative, all of which are needed; an empty one needs nothing.
    package let alternatives: [[SecurityScheme]]

    init(_ value: JSONValue?, in library: SchemaLibrary) {
        alternatives = (value?.array ?? []).map { alternative in
            (alternative.object ?? [:]).keys.map { SecurityScheme(name: $0, in: library) }
        }
    }

    /// Whether a request without credentials is refused.
    package var requiresKey: Bool { !alternatives.isEmpty && !alternatives.contains([]) }

    /// Whether every request that is let through has shown a key.
    package var guaranteesKey: Bool {
        requiresKey && alternatives.allSatisfy { $0.contains(where: \.takesKey) }
    }

    /// The schemes of all alternatives, each one once.
    package var schemes: [SecurityScheme] { OrderedSet(alternatives.joined()).elements }

    /// What a request shows, where `credential` reads what stands in the place of a scheme.
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

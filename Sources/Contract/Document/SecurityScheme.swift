import Documents
import OrderedCollections

/// A way in which a client authenticates, from `components.securitySchemes`.
package struct SecurityScheme: Hashable, Sendable {
    /// Where a request has the credential.
    package enum Place: Hashable, Sendable {
        /// The token in `Authorization: Bearer …`; OAuth 2 and OpenID Connect use it, too.
        case bearer
        /// The user name in `Authorization: Basic …`.
        case basic
        /// The text after the name of another scheme in `Authorization`; `scheme` is that name in lower case.
        case authorization(scheme: String)
        case header(String)
        case query(String)
        case cookie(String)
        /// The client certificate, which is not a key.
        case mutualTLS
    }

    /// The name under `components.securitySchemes`.
    package let name: String
    /// Where a request has the credential.
    package let place: Place
    /// Whether the credential is a key; false for a client certificate.
    let takesKey: Bool

    /// Reads a declared scheme; one that is not declared or has an unknown type takes a bearer token.
    init(name: String, in library: SchemaLibrary) {
        let site = SchemaLocation(document: 0, pointer: JSONPointer(["components", "securitySchemes", name]))
        let value = library.object(at: site)?.value
        self.name = name
        switch value?["type"]?.string {
        case "apiKey": place = Self.keyPlace(value)
        case "http": place = Self.httpPlace(value?["scheme"]?.string?.lowercased() ?? "bearer")
        case "mutualTLS": place = .mutualTLS
        default: place = .bearer
        }
        takesKey = place != .mutualTLS
    }

    private static func keyPlace(_ value: JSONValue?) -> Place {
        guard let name = value?["name"]?.string else { return .bearer }
        return switch value?["in"]?.string {
        case "query": .query(name)
        case "cookie": .cookie(name)
        default: .header(name)
        }
    }

    private static func httpPlace(_ scheme: String) -> Place {
        switch scheme {
        case "bearer": .bearer
        case "basic": .basic
        default: .authorization(scheme: scheme)
        }
    }
}

extension SecurityScheme: CustomStringConvertible {
    /// Where a client puts its key, such as `the header X-API-Key`.
    package var description: String {
        switch place {
        case .bearer: "the header Authorization: Bearer"
        case .basic: "the user name of Authorization: Basic"
        case .authorization(let scheme): "the header Authorization: \(scheme)"
        case .header(let name): "the header \(name)"
        case .query(let name): "the query parameter \(name)"
        case .cookie(let name): "the cookie \(name)"
        case .mutualTLS: "a client certificate"
        }
    }
}

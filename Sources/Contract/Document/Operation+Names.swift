package import Documents
import OrderedCollections

/// The names and strings that a JSON body may have at a place, for hints about misspelled ones.
extension Operation {
    /// The names of the declared properties of the object at a place in the body.
    package func bodyNames(at place: JSONPointer) -> [String] {
        bodySchemas(at: place).flatMap { $0.declaredPropertyNames().elements }
    }

    /// The strings that `enum` and `const` allow at a place in the body.
    package func bodyTexts(at place: JSONPointer) -> [String] {
        bodySchemas(at: place).flatMap { $0.allowedValues() ?? [] }.compactMap(\.string)
    }

    private func bodySchemas(at place: JSONPointer) -> [Schema] {
        guard let schema = body?.json?.schema?.schema else { return [] }
        return place.tokens.reduce([schema]) { schemas, token in
            schemas.flatMap { Int(token) == nil ? $0.memberSchemas(token) : $0.itemSchemas() + $0.memberSchemas(token) }
        }
    }
}

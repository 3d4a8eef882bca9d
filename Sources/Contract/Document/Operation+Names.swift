package import Documents
import OrderedCollections

/// The words that a JSON body may have at a place, to guess what a wrong one was meant to be.
extension Operation {
    /// The names that `properties` lists for the object at that place.
    package func bodyNames(at place: JSONPointer) -> [String] {
        bodySchemas(at: place).flatMap { $0.declaredPropertyNames().elements }
    }

    /// The texts of `enum` and `const` for the value at that place.
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

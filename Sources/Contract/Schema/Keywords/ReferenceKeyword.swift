import Documents
import OrderedCollections

/// `$ref` and `$dynamicRef`: the value passes if it passes the schema referred to.
struct ReferenceKeyword: SchemaKeyword {
    private let target: SchemaReference
    /// The `$dynamicAnchor` to look for in the resources in scope.
    private let dynamicAnchor: String?

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        ["$ref", "$dynamicRef"].compactMap { keyword in
            guard let reference = schema[keyword]?.string,
                let location = compiler.library.resolve(reference, from: compiler.resource)
            else { return nil }
            let target = SchemaReference(compiler.library, at: location)
            guard keyword == "$dynamicRef" else { return ReferenceKeyword(target: target, dynamicAnchor: nil) }
            let name = dynamicAnchor(of: reference, at: location, compiler.library.index)
            return ReferenceKeyword(target: target, dynamicAnchor: name)
        }
    }

    /// The name in the fragment, if it leads to a `$dynamicAnchor`; only then the scope matters.
    private static func dynamicAnchor(of reference: String, at location: SchemaLocation, _ index: SchemaIndex)
        -> String?
    {
        guard let name = URIReference(reference).fragment, !name.isEmpty, !name.hasPrefix("/") else { return nil }
        let resource = index.resources[index.resource(around: location)]
        return resource.dynamicAnchors.contains(name) ? name : nil
    }

    /// The schema referred to when no scope is known.
    var staticTarget: Schema { target.schema }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        let schema = dynamicAnchor.map { target.dynamicTarget($0, scope: evaluation.scope) } ?? target.schema
        return evaluation.check(value, inPlaceWith: schema)
    }
}

import Documents
import OrderedCollections

/// The keywords `$ref` and `$dynamicRef`: the value must pass the schema that they refer to.
struct ReferenceKeyword: SchemaKeyword {
    private let target: SchemaReference
    /// The `$dynamicAnchor` to look up in the resources of the scope; nil for a static reference.
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

    /// The name in the fragment if it is a `$dynamicAnchor`; otherwise nil, as the scope does not matter then.
    private static func dynamicAnchor(of reference: String, at location: SchemaLocation, _ index: SchemaIndex)
        -> String?
    {
        guard let name = URIReference(reference).fragment, !name.isEmpty, !name.hasPrefix("/") else { return nil }
        let resource = index.resources[index.resource(around: location)]
        return resource.dynamicAnchors.contains(name) ? name : nil
    }

    /// The target without a dynamic scope.
    var staticTarget: Schema { target.schema }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        let schema = dynamicAnchor.map { target.dynamicTarget($0, scope: evaluation.scope) } ?? target.schema
        return evaluation.check(value, inPlaceWith: schema)
    }
}

/// A schema that a value has to pass, or not to pass, within the resources entered so far.
struct SamplePart: Hashable {
    let node: Int
    let scope: Int
    var isNegated = false

    var negated: SamplePart { SamplePart(node: node, scope: scope, isNegated: !isNegated) }
}

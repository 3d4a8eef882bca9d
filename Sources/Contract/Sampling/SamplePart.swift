/// A schema that a value must pass or, if it is negated, must fail, within a dynamic scope.
struct SamplePart: Hashable {
    let node: Int
    let scope: Int
    var isNegated = false

    var negated: SamplePart { SamplePart(node: node, scope: scope, isNegated: !isNegated) }
}
